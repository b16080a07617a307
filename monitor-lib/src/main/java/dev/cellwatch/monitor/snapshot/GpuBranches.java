package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The GPUs' part of the tree. */
final class GpuBranches {

    private static final double MIB = 1L << 20;
    private static final double PERCENT = 0.01;

    private final Latest latest;

    GpuBranches(Latest latest) {
        this.latest = latest;
    }

    List<Map<String, @Nullable Object>> of(List<Gpu> gpus) {
        return gpus.stream().map(this::branch).toList();
    }

    private Map<String, @Nullable Object> branch(Gpu gpu) {
        Subject subject = gpu.subject();
        OptionalDouble used = latest.value(subject, GpuMetric.MEMORY_USED);
        OptionalDouble total = latest.value(subject, GpuMetric.MEMORY_TOTAL);
        return new Branch()
                .put("gpu_id", (Object) gpu.index())
                .put("name", gpu.name())
                .put("load", latest.value(subject, GpuMetric.UTILIZATION), PERCENT)
                .put("memory_used", used, MIB)
                .put("memory_total", total, MIB)
                .put("memory_util", HostBranches.share(used, total), PERCENT)
                .put("temperature", latest.value(subject, GpuMetric.TEMPERATURE))
                .map();
    }
}
