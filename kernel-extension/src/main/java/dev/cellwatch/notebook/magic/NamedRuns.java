package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the run that somebody means; one that is not there is answered with what is. */
final class NamedRuns {

    /** Names beyond these fill the sentence and not the reader's mind. */
    private static final int MOST_NAMES = 8;

    private NamedRuns() {}

    /** The run of that number, label or name. */
    static ReadableRun find(String asked, RunArchive archive, List<String> words) {
        archive.runs().fetch();
        return archive.find(asked).orElseThrow(() -> unknown(asked, archive, words));
    }

    private static MagicException unknown(String asked, RunArchive archive, List<String> words) {
        List<ReadableRun> runs = archive.list(RunArchive.USUAL).runs();
        List<String> names = runs.stream().map(ReadableRun::name).distinct().toList();
        List<String> known = new ArrayList<>(names);
        runs.forEach(run -> known.add(run.label()));
        words.stream().filter(word -> asked.startsWith(word.substring(0, 1))).forEach(known::add);
        return new MagicException("There is no run \"" + asked + "\"; "
                + Nearest.to(asked, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(rest(asked, names)));
    }

    private static String rest(String asked, List<String> names) {
        if (names.isEmpty()) {
            return "none has started yet: Cellwatch.training(\"" + asked + "\") starts one.";
        }
        Stream<String> newest = names.stream().skip(Math.max(0, names.size() - MOST_NAMES));
        return "there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", newest.toList())
                + (names.size() > MOST_NAMES ? " and more: %training list." : ".");
    }
}
