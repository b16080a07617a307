package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.ReadableRun;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What compared runs say, on an axis that begins with each of them: milliseconds, or thousandths of steps. Most of them
 * are over, and what is read of those is kept for the next frame. Thread-safe.
 */
final class ComparedReadings implements Readings {

    private final boolean bySteps;
    private final Map<Subject, ReadableRun> runs = new HashMap<>();
    /** Of runs that are over; guarded by this. */
    private final Map<Asked, Window> known = new HashMap<>();
    /** Of the runs that go on, as far as they have come; guarded by this. */
    private final Map<Subject, Steps> steps = new HashMap<>();

    private record Asked(Subject run, Metric metric, long to, int buckets) {}

    /** Where a run was in its steps, up to its newest value. */
    private record Steps(long newestMillis, LongUnaryOperator axis) {}

    ComparedReadings(Comparison comparison) {
        bySteps = comparison.bySteps();
        comparison.runs().forEach(one -> runs.put(one.run().subject(), one.run()));
    }

    @Override
    public List<Subject> subjects(Subject.Kind kind) {
        return List.of();
    }

    @Override
    public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
        ReadableRun run = runs.get(subject);
        return run == null ? OptionalDouble.empty() : run.record().latest(metric.id());
    }

    @Override
    public synchronized Window window(Subject subject, Metric metric, long from, long to, int buckets) {
        ReadableRun run = runs.get(subject);
        if (run == null) {
            return Window.empty(from);
        }
        boolean settled = run.isSettled(); // asked first: a value that comes meanwhile is in the window, or in the next
        Asked asked = new Asked(subject, metric, to, buckets);
        @Nullable Window same = known.get(asked);
        Window window = same != null && settled ? same : read(run, metric, from, asked);
        if (settled) {
            known.put(asked, window);
        }
        return window;
    }

    /** The start itself is in it. */
    private Window read(ReadableRun run, Metric metric, long from, Asked asked) {
        return run.record().window(metric.id(), from - 1, asked.to(), asked.buckets(), place(run));
    }

    private LongUnaryOperator place(ReadableRun run) {
        if (!bySteps) {
            long start = run.startMillis();
            return millis -> millis - start;
        }
        long newest = run.record().lastMillis();
        return steps.compute(
                        run.subject(),
                        (subject, before) -> before != null && before.newestMillis() == newest
                                ? before
                                : new Steps(newest, run.record().steps()))
                .axis();
    }
}
