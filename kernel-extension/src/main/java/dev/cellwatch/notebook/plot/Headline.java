package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;

/** Says the current numbers in one line. */
final class Headline {

    /** With more GPUs than this, one line cannot hold each one's numbers. */
    private static final int MOST_SINGLE = 2;

    static final String BETWEEN = "\u2003·\u2003";

    private Headline() {}

    static String of(List<Subject> subjects, CurrentNumbers numbers) {
        int gpus = 0; // they come first
        while (gpus < subjects.size() && subjects.get(gpus).kind() == Subject.Kind.GPU) {
            gpus++;
        }
        if (gpus > MOST_SINGLE) {
            return gpus + " GPUs " + numbers.together(gpus);
        }
        int shown = gpus == 0 ? subjects.size() : gpus;
        List<String> each = numbers.ofEach();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            parts.add(name(subjects.get(i)) + " " + (each.get(i).isEmpty() ? "no data yet" : each.get(i)));
        }
        return parts.isEmpty() ? "No GPU to show" : String.join(BETWEEN, parts);
    }

    static String name(Subject subject) {
        return switch (subject.kind()) {
            case GPU -> Panels.name(subject);
            case HOST -> "CPU";
            case RUN -> subject.label("run");
            default -> "heap";
        };
    }
}
