package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.Comparison;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.RunView;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Runs beside each other, until the last of them is over. Thread-safe.
 *
 * @param runs in the order in which they were named
 * @param bySteps whether the axis counts steps; else seconds since each run's start
 */
public record RunComparison(List<ReadableRun> runs, boolean bySteps) implements Followed {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    /** An axis of more is none; a thousandth of a step still fits a number. */
    private static final long MOST_STEPS = 1_000_000_000_000_000L;

    public RunComparison {
        runs = List.copyOf(runs);
    }

    /** The runs as they are now. */
    public Comparison comparison() {
        return new Comparison(runs.stream().map(RunView::of).toList(), bySteps);
    }

    @Override
    public PlotOptions moving(LiveRequest request, long nowMillis) {
        return plot(request, bySteps ? ofSteps(AxisLength.of(steps())) : AxisLength.of(elapsed(nowMillis)));
    }

    @Override
    public PlotOptions whole(LiveRequest request, long startMillis, long nowMillis) {
        Duration elapsed = elapsed(nowMillis);
        Duration time = elapsed.compareTo(SHORTEST) < 0 ? SHORTEST : elapsed;
        return plot(request, bySteps ? ofSteps(Math.max(1, steps())) : time);
    }

    /** In a comparison by steps, a step takes the place of a second. */
    private static Duration ofSteps(long steps) {
        return Duration.ofSeconds(steps);
    }

    private PlotOptions plot(LiveRequest request, Duration window) {
        return PlotOptions.compared(comparison(), window, request.gpus());
    }

    private long steps() {
        return Math.min(MOST_STEPS, most(run -> run.record().lastStep()));
    }

    private Duration elapsed(long nowMillis) {
        return Duration.ofMillis(most(run -> Math.min(nowMillis, run.endMillis()) - run.startMillis()));
    }

    private long most(ToLongFunction<ReadableRun> number) {
        return Math.max(0, runs.stream().mapToLong(number).max().orElse(0));
    }

    @Override
    public boolean isOver() {
        return runs.stream().allMatch(ReadableRun::isSettled);
    }
}
