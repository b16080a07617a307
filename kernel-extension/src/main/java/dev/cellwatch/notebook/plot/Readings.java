package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.MachineRecord;
import dev.cellwatch.monitor.training.ReadableRun;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** What a plot reads: history, or what stands for it. Thread-safe. */
public interface Readings {

    /** Of a window in which only the last value is looked for. */
    int POINTS = 15;

    /** See {@link History#subjects}. */
    List<Subject> subjects(Subject.Kind kind);

    /** See {@link History#latest}. */
    OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge);

    /** See {@link History#window}. */
    Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets);

    /** The readings of a run, which keeps its values itself, and of the machine beside it, from history if it is there. */
    static Readings of(History history, ReadableRun run) {
        return new RunReadings(run.machine().map(Readings::of).orElseGet(() -> of(history)), run);
    }

    /** The readings of a machine as it was beside a run that was kept. */
    static Readings of(MachineRecord machine) {
        return new Readings() {
            @Override
            public List<Subject> subjects(Subject.Kind kind) {
                return machine.subjects(kind);
            }

            @Override
            public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
                return last(window(subject, metric, nowMillis - maxAge.toMillis(), nowMillis, POINTS));
            }

            @Override
            public Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets) {
                return machine.window(subject, metric, fromMillis, toMillis, buckets);
            }
        };
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

    /** The last value that there is in a window. */
    static OptionalDouble last(Window window) {
        for (int i = window.size() - 1; i >= 0; i--) {
            if (!Double.isNaN(window.mean()[i])) {
                return OptionalDouble.of(window.mean()[i]);
            }
        }
        return OptionalDouble.empty();
    }
}
