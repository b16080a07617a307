package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.training.ReadableRun;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** What a run says is asked of the run, all else of the others. Thread-safe. */
record RunReadings(Readings others, ReadableRun run) implements Readings {

    @Override
    public List<Subject> subjects(Subject.Kind kind) {
        return others.subjects(kind);
    }

    /** A run's newest value is true until the next one. Beside a run that is over stands what was measured then. */
    @Override
    public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
        if (isRun(subject)) {
            return run.record().latest(metric.id());
        }
        return run.isOver() && metric.tier() != Tier.ONCE
                ? Readings.last(others.window(subject, metric, nowMillis - maxAge.toMillis(), nowMillis, POINTS))
                : others.latest(subject, metric, nowMillis, maxAge);
    }

    @Override
    public Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets) {
        return isRun(subject)
                ? run.record().window(metric.id(), fromMillis, toMillis, buckets)
                : others.window(subject, metric, fromMillis, toMillis, buckets);
    }

    private static boolean isRun(Subject subject) {
        return subject.kind() == Subject.Kind.RUN;
    }
}
