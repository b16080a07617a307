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

    private static final int LOOKS = 120;
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
            boolean held = hold.isZero() || held(subject, evidence, hold, unit);
            Unit shown = whole == null ? part.unit() : Unit.RATIO;
            found.add(new Finding(name(subject), held, shown.format(now.getAsDouble())));
        }
    }

    /**
     * Whether it was beyond in every look since one that is as old as the hold, and none came too long after another:
     * disks are read once a minute, and everything as seldom as somebody wants.
     */
    private boolean held(Subject subject, Evidence evidence, Duration hold, double unit) {
        long gap = Math.max(evidence.fresh(subject, part).toMillis(), (long) (HARDLY * hold.toMillis()));
        Window window = evidence.window(subject, part, hold.plusMillis(gap), LOOKS);
        int looks = 0;
        long since = Long.MAX_VALUE;
        long newest = 0;
        for (int i = 0; i < window.size(); i++) {
            if (!Double.isNaN(window.mean()[i])) {
                long time = window.startMillis() + i * window.stepMillis();
                boolean all = beyond.test(window.min()[i] / unit) && beyond.test(window.max()[i] / unit);
                boolean goesOn = all && looks > 0 && time - newest <= gap;
                since = goesOn ? since : time;
                looks = goesOn ? looks + 1 : all ? 1 : 0;
                newest = time;
            }
        }
        return looks > 1 && evidence.nowMillis() - since >= hold.toMillis();
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
