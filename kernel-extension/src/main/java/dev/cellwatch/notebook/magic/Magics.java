package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.notebook.live.LiveLogs;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveSource;
import dev.cellwatch.notebook.live.LogSource;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Every magic, and what they share. A new magic is a line here. */
public final class Magics implements AutoCloseable {

    private final LiveMonitors monitors;
    private final LiveLogs logs;

    /**
     * The magics of a kernel.
     *
     * @param monitor the kernel's monitor, asked for by the first magic that needs it
     */
    public Magics(Supplier<Monitor> monitor, InstantSource clock) {
        this.monitors = new LiveMonitors(() -> source(monitor.get()), clock);
        this.logs = new LiveLogs(() -> logSource(monitor.get()), clock);
    }

    public List<Magic> all() {
        return List.of(
                new Magic("live_monitor", this::liveMonitor),
                new Magic("training", context -> new TrainingCommand(context, monitors).line()),
                new Magic("history", HistoryCommand::new),
                new Magic("monitor_log", context -> new MonitorLogCommand(context, logs).line()),
                new Magic("gpu", GpuCommand::new),
                new Magic("clear_gpu", ClearGpuCommand::new),
                new Magic("system", SystemCommand::new),
                new Magic("processes", ProcessesCommand::new),
                new Magic("containers", ContainersCommand::new),
                new Magic("cellwatch", context -> new CellwatchCommand(context, all())));
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
        logs.close();
    }
}
