package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.plot.LivePlot;
import dev.cellwatch.notebook.plot.PlotOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.Figure;

/**
 * What a notebook has at hand, imported into every cell. Thread-safe.
 *
 * <pre>{@code Cellwatch.figure(Duration.ofMinutes(5))}</pre>
 */
public final class Cellwatch {

    private static @Nullable Monitor monitor;

    private Cellwatch() {}

    /** This kernel's monitor, opened by whoever asks first; it measures only while somebody reads. */
    public static synchronized Monitor monitor() {
        if (monitor == null) {
            monitor = Monitor.open(Settings.from(System.getenv()));
        }
        return monitor;
    }

    /**
     * What was measured lately as a Tablesaw figure, to change and show as you like. There is something in it while a
     * {@code %live_monitor} runs, and of what one has seen before.
     *
     * @param last how far back it reaches
     */
    public static Figure figure(Duration last) {
        Monitor source = monitor();
        PlotOptions options = PlotOptions.everything(last, source.settings().interval());
        return new LivePlot(options, source.history()).figure(System.currentTimeMillis());
    }

    /**
     * Starts a training run: {@code var run = Cellwatch.training("mnist")}. {@code %training} shows it above the GPUs.
     *
     * @param name what you want to call it
     */
    public static TrainingRun training(String name) {
        return monitor().runs().start(name);
    }

    /**
     * Measures a piece of code, as {@code %%monitor} does a cell, and prints its report at the end: {@code try (var cell =
     * Cellwatch.measure("epoch 1")) { ... }}. It begins when everything has been read, which takes a moment the first time.
     *
     * @param name what the report calls it
     */
    public static CellMeasurement measure(String name) throws InterruptedException {
        return new CellMeasurement(monitor(), name);
    }

    /**
     * GPUs, CPU, memory, disks and network at this moment: {@code Cellwatch.snapshot().json()}. It is read for this if
     * nobody watches, which takes a second.
     */
    public static Snapshot snapshot() throws InterruptedException {
        return monitor().snapshot();
    }

    /** Ends measuring for good; the kernel calls it when it shuts down. */
    public static synchronized void close() {
        if (monitor != null) {
            monitor.close();
        }
    }
}
