package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Nearest;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How {@code %history} gives what was measured. */
enum HistoryFormat {
    TABLE,
    CSV,
    JSONL;

    private static final List<String> NAMES = Stream.of(values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();

    /** For completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    static HistoryFormat named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NAMES.contains(lower)) {
            return valueOf(lower.toUpperCase(Locale.ROOT));
        }
        throw new MagicException("There is no format \"" + name + "\": "
                + Nearest.to(lower, NAMES)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("there are " + String.join(", ", NAMES) + "."));
    }

    /** The format that a file's name says. */
    static Optional<HistoryFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? Optional.of(JSONL) : Optional.empty();
    }
}
