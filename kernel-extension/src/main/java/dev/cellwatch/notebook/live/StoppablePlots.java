package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.endpoint.LivePlots;
import dev.cellwatch.monitor.text.Durations;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The live plots of a kernel for its page, whose button works while a cell runs. Thread-safe. */
public final class StoppablePlots implements LivePlots {

    private final LiveMonitors monitors;
    private final InstantSource clock;

    public StoppablePlots(LiveMonitors monitors, InstantSource clock) {
        this.monitors = monitors;
        this.clock = clock;
    }

    @Override
    public List<Plot> running() {
        return monitors.running().stream().map(this::plot).toList();
    }

    private Plot plot(LiveMonitor monitor) {
        String every = Durations.text(monitor.request().interval());
        return new Plot(monitor.id(), "monitor " + monitor.id() + ", every " + every, monitor.left(clock.millis()));
    }

    @Override
    public boolean stop(int id) {
        Optional<LiveMonitor> found = monitors.find(id).filter(monitor -> !monitor.isOver());
        found.ifPresent(monitors::stop);
        return found.isPresent();
    }
}
