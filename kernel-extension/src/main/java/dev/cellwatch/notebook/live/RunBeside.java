package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The newest training run, above a plot of the machine that has a time of its own. Thread-safe. */
final class RunBeside implements Followed {

    private final Supplier<? extends Optional<? extends ReadableRun>> newest;

    /** @param newest gives the newest run there is */
    RunBeside(Supplier<? extends Optional<? extends ReadableRun>> newest) {
        this.newest = newest;
    }

    @Override
    public List<ReadableRun> runs() {
        return newest.get().map(List::<ReadableRun>of).orElse(List.of());
    }

    @Override
    public PlotOptions moving(LiveRequest request, long nowMillis) {
        return request.plot(request.axis(), above());
    }

    @Override
    public PlotOptions whole(LiveRequest request, long startMillis, long nowMillis) {
        return request.plot(Duration.ofMillis(nowMillis - startMillis), above());
    }

    private Optional<RunView> above() {
        return newest.get().map(RunView::of);
    }

    @Override
    public boolean endsThePlot() {
        return false;
    }

    @Override
    public boolean isOver() {
        return false;
    }
}
