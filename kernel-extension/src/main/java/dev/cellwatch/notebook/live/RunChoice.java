package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The run that a plot is about: one that is there, or the next one to start. Once it is there it stays the same.
 * Thread-safe.
 */
public final class RunChoice implements Followed {

    private static final int ROOM = 50;
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private final Supplier<? extends Optional<? extends ReadableRun>> source;
    private @Nullable ReadableRun found;

    /** @param source gives the run as soon as there is one */
    public RunChoice(Supplier<? extends Optional<? extends ReadableRun>> source) {
        this.source = source;
    }

    /** The run, if it has started. */
    public synchronized Optional<ReadableRun> run() {
        if (found == null) {
            source.get().ifPresent(run -> found = run);
        }
        return Optional.ofNullable(found);
    }

    @Override
    public List<ReadableRun> runs() {
        return run().stream().toList();
    }

    @Override
    public long start(long startMillis) {
        return run().map(ReadableRun::startMillis).orElse(startMillis);
    }

    /** The run so far, on an axis that seldom moves; the last minute while there is none. */
    @Override
    public PlotOptions moving(LiveRequest request, long nowMillis) {
        return plot(request, AxisLength.of(elapsed(nowMillis)));
    }

    /** The run as it was, from one side to the other. */
    @Override
    public PlotOptions whole(LiveRequest request, long startMillis, long nowMillis) {
        Duration elapsed = elapsed(nowMillis);
        Duration roomy = elapsed.plus(elapsed.dividedBy(ROOM)); // so that the first values stand in a whole point
        return plot(request, roomy.compareTo(SHORTEST) < 0 ? SHORTEST : roomy);
    }

    private Duration elapsed(long nowMillis) {
        return Duration.ofMillis(
                run().map(run -> end(nowMillis) - run.startMillis()).orElse(0L));
    }

    /** Now, or when the run ended. */
    @Override
    public long end(long nowMillis) {
        return run().map(run -> Math.min(nowMillis, run.endMillis())).orElse(nowMillis);
    }

    /** Whether nothing more is to be expected of it. */
    @Override
    public boolean isOver() {
        return run().filter(ReadableRun::isSettled).isPresent();
    }

    private PlotOptions plot(LiveRequest request, Duration window) {
        return new PlotOptions(request.show(), request.gpus(), window, request.interval(), run().map(RunView::of));
    }
}
