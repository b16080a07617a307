package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What GPUs are, and how much memory of this kernel's is in use. Thread-safe. */
final class GpuPart implements Part {

    private static final Family INFO = Family.of(ExposedMetric.GPU_INFO);
    private static final Family MEMORY_MB = Family.of(ExposedMetric.GPU_MEMORY_USED_MB);
    private static final double MB = 1 << 20;
    private static final int MOST = 64;

    private final Sources sources;
    private final Predicate<Subject> visible;
    private final Duration fast;

    /**
     * The GPUs of these sources.
     *
     * @param visible which of them this kernel may use
     */
    GpuPart(Sources sources, Predicate<Subject> visible, Duration interval) {
        this.sources = sources;
        this.visible = visible;
        this.fast = new Freshness(interval).of(Subject.Kind.GPU, Tier.FAST);
    }

    @Override
    public String name() {
        return "GPUs";
    }

    @Override
    public void tell(Scrape to) {
        GpuInventory inventory = sources.gpus().get();
        if (!to.isLive("gpu")) {
            return;
        }
        for (Gpu gpu : to.bounded(inventory.gpus(), MOST, "gpu_info")) {
            if (gpu.problem().isEmpty()) {
                to.put(INFO, LabelText.of(info(gpu, inventory)), 1);
                gpu.mig().forEach(slice -> to.put(INFO, LabelText.of(info(gpu, slice)), 1));
                memory(gpu, to);
            }
        }
    }

    private void memory(Gpu gpu, Scrape to) {
        Map<String, String> labels = labels(gpu, gpu.uuid());
        Subject subject = new Subject(Subject.Kind.GPU, gpu.uuid(), labels);
        if (visible.test(subject)) {
            sources.history()
                    .latest(subject, GpuMetric.MEMORY_USED, to.nowMillis(), fast)
                    .ifPresent(bytes -> to.put(MEMORY_MB, LabelText.of(labels), bytes / MB));
        }
    }

    private static Map<String, String> info(Gpu gpu, GpuInventory inventory) {
        Map<String, String> labels = labels(gpu, gpu.uuid());
        labels.put("name", gpu.name());
        inventory.driverVersion().ifPresent(version -> labels.put("driver", version));
        inventory.cudaVersion().ifPresent(version -> labels.put("cuda", version));
        gpu.pciBusId().ifPresent(id -> labels.put("pci_bus_id", id));
        gpu.computeCapability().ifPresent(capability -> labels.put("compute_capability", capability));
        if (inventory.demo()) {
            labels.put("demo", "true");
        }
        return labels;
    }

    private static Map<String, String> info(Gpu gpu, MigInstance slice) {
        Map<String, String> labels = labels(gpu, slice.uuid());
        labels.put("name", gpu.name());
        labels.put("gpu_instance", Integer.toString(slice.gpuInstanceId()));
        labels.put("compute_instance", Integer.toString(slice.computeInstanceId()));
        return labels;
    }

    static Map<String, String> labels(Gpu gpu, String uuid) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("gpu", Integer.toString(gpu.index()));
        labels.put("uuid", uuid);
        return labels;
    }
}
