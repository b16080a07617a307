package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.text.Times;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What GPUs are and do at this moment, all of it, in base units: each row of {@link GpuMetric} by its own name. What is
 * not known is null. Reads no device. Thread-safe.
 */
public final class GpuState {

    private final History history;
    private final Supplier<GpuInventory> inventory;
    private final InstantSource clock;

    public GpuState(History history, Supplier<GpuInventory> inventory, InstantSource clock) {
        this.history = history;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** {@code timestamp}, {@code demo}, {@code driver}, {@code cuda}, {@code reason}, {@code gpus}. */
    public Map<String, @Nullable Object> tree() {
        GpuInventory known = inventory.get();
        long now = clock.millis();
        Latest latest = new Latest(history, now);
        return new Branch()
                .put("timestamp", Times.utc(now))
                .put("demo", known.demo())
                .put("driver", known.driverVersion().orElse(null))
                .put("cuda", known.cudaVersion().orElse(null))
                .put("reason", known.reason().orElse(null))
                .put(
                        "gpus",
                        known.gpus().stream()
                                .map(gpu -> gpu(gpu, known, latest))
                                .toList())
                .map();
    }

    private static Map<String, @Nullable Object> gpu(Gpu gpu, GpuInventory known, Latest latest) {
        return new Branch()
                .put("index", (Object) gpu.index())
                .put("uuid", gpu.uuid())
                .put("name", gpu.name())
                .put("pci_bus_id", gpu.pciBusId().orElse(null))
                .put("compute_capability", gpu.computeCapability().orElse(null))
                .put("architecture", gpu.architecture().orElse(null))
                .put("problem", gpu.problem().orElse(null))
                .put("metrics", metrics(gpu, latest))
                .put(
                        "processes",
                        known.processesOn(gpu).stream().map(GpuState::process).toList())
                .map();
    }

    private static Map<String, @Nullable Object> metrics(Gpu gpu, Latest latest) {
        Subject subject = gpu.subject();
        Branch metrics = new Branch();
        for (GpuMetric metric : GpuMetric.values()) {
            OptionalDouble value = latest.value(subject, metric);
            metrics.put(metric.id(), value.isPresent() ? (Object) value.getAsDouble() : null);
        }
        return metrics.map();
    }

    private static Map<String, @Nullable Object> process(GpuProcess process) {
        return new Branch()
                .put("pid", (Object) process.pid())
                .put("name", process.name().orElse(null))
                .put("user", process.user().orElse(null))
                .put(
                        "memory_bytes",
                        process.memoryBytes().isPresent()
                                ? (Object) process.memoryBytes().getAsLong()
                                : null)
                .put("utilization_ratio", process.utilization())
                .put("type", process.type().name().toLowerCase(Locale.ROOT))
                .map();
    }
}
