package dev.cellwatch.notebook.magic;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How {@code %history} gives what was measured. */
enum HistoryFormat {
    TABLE,
    CSV,
    JSONL;

    /** The formats by their names. */
    static final class Names extends EnumNames<HistoryFormat> {
        Names() {
            super(HistoryFormat.class, "format", "");
        }
    }

    static HistoryFormat named(String name) {
        return new Names().named(name);
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
