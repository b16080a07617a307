package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.notebook.plot.Show;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The parts of a plot by the names that users write. */
final class Parts {

    private static final List<String> NAMES = Stream.of(Show.values())
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .toList();

    private Parts() {}

    /** For completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** The parts with these names, all for none or for {@code all}. */
    static Set<Show> of(List<String> names) {
        if (names.isEmpty() || names.contains("all")) {
            return EnumSet.allOf(Show.class);
        }
        Set<Show> parts = EnumSet.noneOf(Show.class);
        names.forEach(name -> parts.add(of(name.strip().toLowerCase(Locale.ROOT))));
        return parts;
    }

    private static Show of(String name) {
        if (NAMES.contains(name)) {
            return Show.valueOf(name.toUpperCase(Locale.ROOT));
        }
        throw new MagicException("There is no part \"" + name + "\" to show: "
                + Nearest.to(name, NAMES)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("there are " + String.join(", ", NAMES) + "."));
    }
}
