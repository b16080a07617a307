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
    /** So much of the time may pass without a reading, however often there is one. */
    private static final double HARDLY = 0.1;

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
            long gap = longestGap(hold, evidence.fresh(subject, part));
            boolean held = hold.isZero() || held(evidence.window(subject, part, hold, LOOKS), unit, gap);
            Unit shown = whole == null ? part.unit() : Unit.RATIO;
            found.add(new Finding(name(subject), held, shown.format(now.getAsDouble())));
        }
    }

    /** Disks are read once a minute, and everything as seldom as somebody wants. */
    private static long longestGap(Duration hold, Duration fresh) {
        return Math.min(hold.toMillis() / 2, Math.max(fresh.toMillis(), (long) (HARDLY * hold.toMillis())));
    }

    /** Whether it was beyond in every look that there was, the first of them at the beginning, and none too long after another. */
    private boolean held(Window window, double unit, long longestGapMillis) {
        int looks = 0;
        long gap = 0;
        for (int i = 0; i < window.size(); i++) {
            boolean read = !Double.isNaN(window.mean()[i]);
            gap = read ? 0 : gap + window.stepMillis();
            boolean within = read && !(beyond.test(window.min()[i] / unit) && beyond.test(window.max()[i] / unit));
            if (within || gap > longestGapMillis) {
                return false;
            }
            looks += read ? 1 : 0;
        }
        return looks > 1;
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
