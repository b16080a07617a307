package dev.cellwatch.notebook.magic;

import dev.cellwatch.notebook.plot.Show;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** {@code --show}, for every magic that shows parts of the machine. */
final class ShowOption {

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "PART",
            completionCandidates = Parts.class,
            description = "gpu, host, jvm, training, or all of these; the first three if left out.")
    private List<String> named = new ArrayList<>();

    /** The parts by their names. */
    static final class Parts extends EnumNames<Show> {
        Parts() {
            super(Show.class, "part", " to show");
        }
    }

    boolean isLeftOut() {
        return named.isEmpty();
    }

    /** The parts that were named, the machine's for none. */
    Set<Show> chosen() {
        if (isLeftOut()) {
            return Show.machine();
        }
        if (named.contains("all")) {
            return EnumSet.allOf(Show.class);
        }
        Parts parts = new Parts();
        Set<Show> chosen = EnumSet.noneOf(Show.class);
        named.forEach(name -> chosen.add(parts.named(name)));
        return chosen;
    }
}
