package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A metric, or its share of another, that is beyond a limit.
 *
 * @param subjects whose
 * @param part the metric
 * @param whole what it is a share of, none where it stands for itself
 * @param beyond the limit
 */
record Limits(
        Function<History, List<Subject>> subjects,
        Metric part,
        @Nullable Metric whole,
        Limit beyond) implements Condition {

    private static final int LOOKS = 30;
    private static final double NEARLY_ALL = 0.9;

    static Limits of(Subject.Kind kind, Metric metric, Limit beyond) {
        return ofShare(kind, metric, null, beyond);
    }

    static Limits ofShare(Subject.Kind kind, Metric part, @Nullable Metric whole, Limit beyond) {
        return new Limits(history -> history.subjects(kind), part, whole, beyond);
    }

    @Override
    public List<Finding> in(Evidence evidence, Duration hold) {
        List<Finding> found = new ArrayList<>();
        for (Subject subject : subjects.apply(evidence.history())) {
            find(subject, evidence, hold, found);
        }
        return found;
    }

    private void find(Subject subject, Evidence evidence, Duration hold, List<Finding> found) {
        OptionalDouble now = whole == null ? evidence.now(subject, part) : evidence.share(subject, part, whole);
        if (now.isPresent() && beyond.test(now.getAsDouble())) {
            double unit = whole == null ? 1 : evidence.now(subject, whole).orElse(1);
            boolean held = hold.isZero() || held(evidence.window(subject, part, hold, LOOKS), unit);
            Unit shown = whole == null ? part.unit() : Unit.RATIO;
            found.add(new Finding(name(subject), held, shown.format(now.getAsDouble())));
        }
    }

    /** Whether it was beyond in every look that there was, and there were nearly as many as there could be. */
    private boolean held(Window window, double unit) {
        int looks = 0;
        for (int i = 0; i < window.size(); i++) {
            if (!Double.isNaN(window.mean()[i])) {
                looks++;
                if (!beyond.test(window.min()[i] / unit) || !beyond.test(window.max()[i] / unit)) {
                    return false;
                }
            }
        }
        return looks > 0 && looks >= NEARLY_ALL * window.size();
    }

    static String name(Subject subject) {
        return switch (subject.kind()) {
            case GPU, GPU_INSTANCE, GPU_XID -> "GPU " + subject.label("gpu");
            case FILESYSTEM -> subject.label("mountpoint");
            case RUN -> subject.label("run");
            default -> "";
        };
    }
}
