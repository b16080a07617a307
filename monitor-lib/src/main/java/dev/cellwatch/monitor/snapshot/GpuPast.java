package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.Grid;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.text.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What GPUs did in the last five minutes, in {@value #POINTS} points of five seconds, in base units: what a page shows
 * before anything new has come. What was not measured is null. Reads no device. Thread-safe.
 */
public final class GpuPast {

    static final int POINTS = 60;
    static final long STEP_MILLIS = 5000;

    private static final List<GpuMetric> DRAWN = List.of(
            GpuMetric.UTILIZATION,
            GpuMetric.MEMORY_USED,
            GpuMetric.TEMPERATURE,
            GpuMetric.POWER_USAGE,
            GpuMetric.FAN_SPEED);

    private final History history;
    private final Supplier<GpuInventory> inventory;
    private final InstantSource clock;

    public GpuPast(History history, Supplier<GpuInventory> inventory, InstantSource clock) {
        this.history = history;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** {@code timestamp}, {@code start}, {@code step_seconds}, {@code gpus} with their {@code metrics}. */
    public Map<String, @Nullable Object> tree() {
        long now = clock.millis();
        Grid grid = new Grid((Math.floorDiv(now, STEP_MILLIS) - POINTS + 1) * STEP_MILLIS, STEP_MILLIS, POINTS);
        return new Branch()
                .put("timestamp", Times.utc(now))
                .put("start", Times.utc(grid.startMillis()))
                .put("step_seconds", (Object) (STEP_MILLIS / 1000))
                .put(
                        "gpus",
                        inventory.get().gpus().stream()
                                .map(gpu -> gpu(gpu, grid))
                                .toList())
                .map();
    }

    private Map<String, @Nullable Object> gpu(Gpu gpu, Grid grid) {
        Subject subject = gpu.subject();
        Branch metrics = new Branch();
        for (GpuMetric metric : DRAWN) {
            metrics.put(
                    metric.id(), points(history.window(subject, metric, grid).mean()));
        }
        return new Branch()
                .put("index", (Object) gpu.index())
                .put("uuid", gpu.uuid())
                .put("metrics", metrics.map())
                .map();
    }

    private static List<@Nullable Object> points(double... means) {
        List<@Nullable Object> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            points.add(i < means.length && !Double.isNaN(means[i]) ? (Object) means[i] : null);
        }
        return points;
    }
}
