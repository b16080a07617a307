package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.LivePlots;
import dev.cellwatch.monitor.exposition.Counter;
import dev.cellwatch.monitor.exposition.Gauge;
import dev.cellwatch.monitor.exposition.Histogram;
import dev.cellwatch.monitor.exposition.Inference;
import dev.cellwatch.monitor.exposition.Summary;
import dev.cellwatch.monitor.extract.Extraction;
import dev.cellwatch.monitor.log.Log;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.trace.Traced;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.plot.LivePlot;
import dev.cellwatch.notebook.plot.PlotOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * What a notebook has at hand, imported into every cell. Thread-safe.
 *
 * <pre>{@code Cellwatch.figure(Duration.ofMinutes(5))}</pre>
 */
public final class Cellwatch {

    private static @Nullable Monitor monitor;
    private static @Nullable Endpoint endpoint;
    private static @Nullable LivePlots plots;

    private Cellwatch() {}

    /** This kernel's monitor, opened by whoever asks first; it measures only while somebody reads. */
    public static synchronized Monitor monitor() {
        if (monitor == null) {
            monitor = Monitor.open(Settings.from(System.getenv()), CellStream::print);
        }
        return monitor;
    }

    /** This kernel's endpoint, which listens when the kernel has become calm, or when {@code %metrics start} says so. */
    public static synchronized Endpoint endpoint() {
        if (endpoint == null) {
            endpoint = MonitorEndpoint.of(monitor(), LivePlots.of(Cellwatch::plots));
        }
        return endpoint;
    }

    /**
     * The same.
     *
     * @param shown what its page can stop from now on
     */
    public static synchronized Endpoint endpoint(LivePlots shown) {
        plots = shown;
        return endpoint();
    }

    private static synchronized Optional<LivePlots> plots() {
        return Optional.ofNullable(plots);
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
     * What was measured lately as a Tablesaw table, with what training runs logged in that time: a row for each moment,
     * {@value Extraction#MOST_ROWS} at most, a {@code time} column by this machine's clock, and a column for each quantity,
     * such as {@code gpu0_utilization_ratio}, in base units (docs/history.md). What was not measured is missing.
     *
     * @param last how far back it reaches, a day at most
     */
    public static Table table(Duration last) {
        return TablesawTable.of(monitor(), last);
    }

    /**
     * What a run logged, and what was measured meanwhile, as a Tablesaw table: as {@link #table(Duration)}, and the run's
     * own values have the names that it gave them, such as {@code loss}.
     */
    public static Table table(TrainingRun run) {
        return TablesawTable.of(monitor(), run);
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

    /**
     * The log of what happens in this kernel, for records of your own (docs/logs.md): {@code Cellwatch.log().info("loader",
     * "files read", Map.of("files", 3))}. It costs a few microseconds, never waits and never fails.
     */
    public static Log log() {
        return monitor().log();
    }

    /**
     * Writes into the log that a model was loaded: {@code Cellwatch.modelLoaded("resnet", Map.of("gpu_id", 0,
     * "memory_allocated", bytes))}.
     *
     * @param details {@code gpu_id}, {@code memory_allocated}, {@code batch_size}, {@code compute_type}, as far as you know
     *     them, and whatever else
     */
    public static void modelLoaded(String name, Map<String, ?> details) {
        monitor().log().modelLoaded(name, details);
    }

    /**
     * A counter of your own, for {@code /metrics} (docs/custom_metrics.md): {@code Cellwatch.counter("images_total").inc()}.
     *
     * @param labels names and values in turn: {@code "kind", "cat"}
     */
    public static Counter counter(String name, String... labels) {
        return monitor().exposition().counter(name, labels);
    }

    /** Something of your own that goes up and down, for {@code /metrics}: {@code Cellwatch.gauge("queue_length").set(3)}. */
    public static Gauge gauge(String name, String... labels) {
        return monitor().exposition().gauge(name, labels);
    }

    /**
     * Values of your own, counted by their size, for {@code /metrics}: {@code try (var timed =
     * Cellwatch.histogram("load_seconds").time()) { ... }}. Its buckets reach from 5 ms to 10 s.
     */
    public static Histogram histogram(String name, String... labels) {
        return monitor().exposition().histogram(name, labels);
    }

    /**
     * The same with other buckets.
     *
     * @param bounds their upper bounds, upwards; those that it was first made with stay
     */
    public static Histogram histogram(String name, double[] bounds, String... labels) {
        return monitor().exposition().histogram(name, bounds, labels);
    }

    /** Values of your own with their median, 90th and 99th percentile, for {@code /metrics}. */
    public static Summary summary(String name, String... labels) {
        return monitor().exposition().summary(name, labels);
    }

    /**
     * Says what a metric of your own is, for whoever finds it in Prometheus or Grafana: {@code
     * Cellwatch.describe("images_total", "Images that were read.")}. Before or after it is made; up to 128 characters.
     */
    public static void describe(String name, String text) {
        monitor().exposition().describe(name, text);
    }

    /**
     * A request to a model begins: {@code try (var request = Cellwatch.inference("llama")) { ... request.tokens(120); }}.
     * {@code /metrics} tells requests, errors, latency and what else you say of it (docs/custom_metrics.md).
     */
    public static Inference inference(String model) {
        return monitor().exposition().inference(model);
    }

    /** A request to a model, which counts as an error if it throws: {@code Cellwatch.inference("llama", () -> ...)}. */
    public static <T> T inference(String model, Callable<T> work) throws Exception {
        return monitor().exposition().inference(model, work);
    }

    /**
     * A span of your own in the trace of what happens (docs/tracing.md), within the one that its thread is in, or else the
     * cell: {@code try (var span = Cellwatch.span("Forward Pass")) { span.attribute("batch_size", 64); ... }}. Where nothing
     * is traced, it costs next to nothing.
     */
    public static Traced span(String name) {
        return monitor().tracing().span(name);
    }

    /**
     * What a request of your own to somebody else should carry, so that what happens there belongs to the same trace:
     * {@code traceparent}, {@code tracestate} and {@code baggage}, as far as there is something to say.
     */
    public static Map<String, String> traceHeaders() {
        return monitor().tracing().headers();
    }

    /**
     * Has {@link #traceHeaders()} carry a value from now on.
     *
     * @param value null for no longer
     */
    public static void baggage(String key, @Nullable String value) {
        monitor().tracing().baggage(key, value);
    }

    /** Whether this kernel is to be traced; opens nothing. */
    public static boolean isTraced() {
        return Settings.from(System.getenv()).trace().target().isPresent();
    }

    /** Ends measuring for good; the kernel calls it when it shuts down. */
    public static synchronized void close() {
        if (endpoint != null) {
            endpoint.close();
        }
        if (monitor != null) {
            monitor.close();
        }
    }
}
