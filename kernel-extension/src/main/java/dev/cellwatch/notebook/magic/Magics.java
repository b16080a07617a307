package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.LivePlots;
import dev.cellwatch.notebook.live.AlertWatch;
import dev.cellwatch.notebook.live.LiveLogs;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveSource;
import dev.cellwatch.notebook.live.LogSource;
import dev.cellwatch.notebook.live.StoppablePlots;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Every magic, and what they share. A new magic is a name and a line here. */
public final class Magics implements AutoCloseable {

    /** The names of those that are a line, without making them: a kernel that starts needs no more. */
    public static final List<String> LINES = List.of(
            "live_monitor",
            "training",
            "alerts",
            "history",
            "monitor_log",
            "batch_size",
            "gpu",
            "clear_gpu",
            "system",
            "processes",
            "containers",
            "health",
            "metrics",
            "cellwatch");

    /** The names of those that stand over a cell's code. */
    public static final List<String> OVER_CELLS = List.of("monitor");

    private final Supplier<Endpoint> endpoint;
    private final LiveMonitors monitors;
    private final AlertWatch alerts;
    private final LiveLogs logs;
    private final LivePlots plots;

    /**
     * The magics of a kernel.
     *
     * @param monitor the kernel's monitor, asked for by the first magic that needs it
     * @param endpoint the kernel's endpoint, likewise
     */
    public Magics(Supplier<Monitor> monitor, Supplier<Endpoint> endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.monitors = new LiveMonitors(() -> source(monitor.get()), clock);
        this.plots = new StoppablePlots(monitors, clock);
        this.alerts = new AlertWatch(monitor);
        this.logs = new LiveLogs(() -> logSource(monitor.get()), clock);
    }

    /** One that is a line, or one over cells on a line of its own, which says where it belongs. */
    public Magic line(String name) {
        return all().stream()
                .filter(magic -> magic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** One that stands over a cell's code. */
    public CellMagic overCell(String name) {
        return overCells().stream()
                .filter(magic -> magic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<CellMagic> overCells() {
        return List.of(new CellMagic("monitor", (context, code) -> new CellMonitorCommand(context, monitors, code)));
    }

    /** All that can be written on a line. */
    public List<Magic> all() {
        return Stream.concat(lines().stream(), overCells().stream().map(CellMagic::alone))
                .toList();
    }

    /** Each by the name that it is typed by. */
    private List<Magic> known() {
        return Stream.concat(lines().stream(), overCells().stream().map(magic -> magic.over(() -> true)))
                .toList();
    }

    private List<Magic> lines() {
        return List.of(
                new Magic("live_monitor", this::liveMonitor),
                new Magic("training", context -> new TrainingCommand(context, monitors).line()),
                new Magic("alerts", context -> new AlertsCommand(context, alerts).line()),
                new Magic("history", HistoryCommand::new),
                new Magic("monitor_log", context -> new MonitorLogCommand(context, logs).line()),
                new Magic("batch_size", BatchSizeCommand::new),
                new Magic("gpu", GpuCommand::new),
                new Magic("clear_gpu", ClearGpuCommand::new),
                new Magic("system", SystemCommand::new),
                new Magic("processes", ProcessesCommand::new),
                new Magic("containers", ContainersCommand::new),
                new Magic("health", HealthCommand::new),
                new Magic("metrics", context -> new MetricsCommand(context, endpoint).line()),
                new Magic("cellwatch", context -> new CellwatchCommand(context, known())));
    }

    /** What they draw live, for whoever else can stop it. */
    public LivePlots plots() {
        return plots;
    }

    private CommandLine liveMonitor(MagicContext context) {
        CommandLine line = new CommandLine(new LiveMonitorCommand(context, monitors));
        return new LiveMonitorVerbs(context, monitors).addTo(line);
    }

    private static LiveSource source(Monitor monitor) {
        return new LiveSource(monitor::watch, monitor.history(), request -> Notes.of(monitor, request));
    }

    private static LogSource logSource(Monitor monitor) {
        return new LogSource(monitor::watch, monitor.snapshots(), monitor.sampler()::answered);
    }

    /** The kernel ends: stops what runs in the background. */
    @Override
    public void close() {
        monitors.close();
        alerts.close();
        logs.close();
    }
}
