package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** The newest values, as long as they are of now: what is older than a metric's next reading is no value. */
record Latest(History history, long nowMillis) {

    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(15);

    /** Some parts of the host are read once a minute, and less often on a machine where that is dear. */
    private static final Duration RARE = Duration.ofSeconds(150);

    OptionalDouble host(Subject subject, Metric metric) {
        return value(subject, metric, metric.tier() == Tier.FAST ? FAST : RARE);
    }

    OptionalDouble gpu(Subject subject, Metric metric) {
        return value(subject, metric, metric.tier() == Tier.FAST ? FAST : SLOW);
    }

    private OptionalDouble value(Subject subject, Metric metric, Duration maxAge) {
        return history.latest(subject, metric, nowMillis, maxAge);
    }

    List<Subject> subjects(Subject.Kind kind) {
        return history.subjects(kind);
    }
}
