package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** The newest values, as long as they are of now: what is older than a metric's next reading is no value. */
record Latest(History history, long nowMillis) {

    private static final Freshness USUAL = new Freshness(Duration.ofSeconds(1));

    OptionalDouble value(Subject subject, Metric metric) {
        return history.latest(subject, metric, nowMillis, USUAL.of(subject.kind(), metric.tier()));
    }

    List<Subject> subjects(Subject.Kind kind) {
        return history.subjects(kind);
    }
}
