package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.RunFeed;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** What a plot reads: history, or what stands for it. Thread-safe. */
public interface Readings {

    /** See {@link History#subjects}. */
    List<Subject> subjects(Subject.Kind kind);

    /** See {@link History#latest}. */
    OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge);

    /** See {@link History#window}. */
    Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets);

    /** The readings of a history, and those of a run, which keeps its values itself. */
    static Readings of(History history, RunFeed run) {
        return new RunReadings(of(history), run);
    }

    /** The readings of a history. */
    static Readings of(History history) {
        return new Readings() {
            @Override
            public List<Subject> subjects(Subject.Kind kind) {
                return history.subjects(kind);
            }

            @Override
            public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
                return history.latest(subject, metric, nowMillis, maxAge);
            }

            @Override
            public Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets) {
                return history.window(subject, metric, fromMillis, toMillis, buckets);
            }
        };
    }
}
