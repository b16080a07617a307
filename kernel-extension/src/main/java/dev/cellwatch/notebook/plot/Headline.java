package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;

/** Says the current numbers in one line. */
final class Headline {

    /** With more GPUs than this, one line cannot hold each one's numbers. */
    private static final int MOST_SINGLE = 2;

    private Headline() {}

    static String of(List<Subject> subjects, CurrentNumbers numbers) {
        List<Subject> gpus = new ArrayList<>();
        for (Subject subject : subjects) {
            if (subject.kind() == Subject.Kind.GPU) {
                gpus.add(subject);
            }
        }
        if (gpus.size() > MOST_SINGLE) {
            return gpus.size() + " GPUs " + numbers.together(gpus);
        }
        List<String> parts = new ArrayList<>();
        for (Subject subject : gpus.isEmpty() ? subjects : gpus) {
            String known = numbers.of(subject);
            parts.add(name(subject) + " " + (known.isEmpty() ? "no data yet" : known));
        }
        return parts.isEmpty() ? "No GPU to show" : String.join("\u2003·\u2003", parts);
    }

    static String name(Subject subject) {
        return switch (subject.kind()) {
            case GPU -> Panels.name(subject);
            case HOST -> "CPU";
            default -> "heap";
        };
    }
}
