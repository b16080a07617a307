package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.ReadableRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;

/** What compared runs say, on an axis that begins with each of them: milliseconds, or thousandths of steps. Thread-safe. */
record ComparedReadings(Comparison comparison) implements Readings {

    @Override
    public List<Subject> subjects(Subject.Kind kind) {
        return List.of();
    }

    @Override
    public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
        Optional<ReadableRun> run = run(subject);
        return run.isPresent() ? run.get().record().latest(metric.id()) : OptionalDouble.empty();
    }

    /** The start itself is in it. */
    @Override
    public Window window(Subject subject, Metric metric, long from, long to, int buckets) {
        Optional<ReadableRun> run = run(subject);
        return run.isPresent()
                ? run.get().record().window(metric.id(), from - 1, to, buckets, place(run.get()))
                : Window.empty(from);
    }

    private LongUnaryOperator place(ReadableRun run) {
        long start = run.startMillis();
        return comparison.bySteps() ? run.record().steps() : millis -> millis - start;
    }

    private Optional<ReadableRun> run(Subject subject) {
        return comparison.runs().stream()
                .map(RunView::run)
                .filter(run -> run.label().equals(subject.id()))
                .findFirst();
    }
}
