package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Who holds the GPUs: series by owner, which come and go with notebooks and not with processes, and beside them the
 * largest processes with their ids. Thread-safe.
 */
final class ProcessPart implements Part {

    private static final Family MEMORY = Family.of(ExposedMetric.PROCESS_MEMORY);
    private static final Family UTILIZATION = Family.of(ExposedMetric.PROCESS_UTILIZATION);
    private static final Family INFO = Family.of(ExposedMetric.PROCESS_INFO);

    /** Owners on all GPUs together; those with the least memory are told as one. */
    static final int MOST_OWNERS = 64;

    static final int MOST_PROCESSES = 64;
    private static final String OTHERS = "others";

    private final Supplier<GpuInventory> gpus;

    ProcessPart(Supplier<GpuInventory> gpus) {
        this.gpus = gpus;
    }

    @Override
    public String name() {
        return "GPU processes";
    }

    @Override
    public void tell(Scrape to) {
        if (!to.isLive("gpu")) {
            return;
        }
        List<Held> all = new ArrayList<>();
        GpuInventory inventory = gpus.get();
        for (Gpu gpu : inventory.gpus()) {
            inventory.processesOn(gpu).forEach(process -> all.add(new Held(gpu, process)));
        }
        all.sort(Comparator.comparingLong(
                (Held held) -> -held.process().memoryBytes().orElse(0)));
        owners(all, to);
        Map<String, Boolean> told = new LinkedHashMap<>();
        to.bounded(all, MOST_PROCESSES, "gpu_process").forEach(held -> told.put(LabelText.of(held.info()), true));
        told.keySet().forEach(labels -> to.put(INFO, labels, 1));
    }

    private static void owners(List<Held> all, Scrape to) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        long folded = 0;
        for (Held held : all) {
            String labels = LabelText.of(held.labels(held.process().owner().label()));
            if (!sums.containsKey(labels) && sums.size() >= MOST_OWNERS) {
                labels = LabelText.of(held.labels(OTHERS));
                folded++;
            }
            sums.computeIfAbsent(labels, any -> new Sum()).add(held.process());
        }
        to.dropped("gpu_process_owner", folded);
        sums.forEach((labels, sum) -> {
            sum.memory().ifPresent(bytes -> to.put(MEMORY, labels, bytes));
            sum.utilization().ifPresent(share -> to.put(UTILIZATION, labels, share));
        });
    }

    /** A process on the GPU that it is on. */
    private record Held(Gpu gpu, GpuProcess process) {

        Map<String, String> labels(String owner) {
            Map<String, String> labels = GpuPart.labels(gpu, process.uuid());
            labels.put("owner", owner);
            return labels;
        }

        Map<String, String> info() {
            Map<String, String> labels = labels(process.owner().label());
            labels.put("pid", Long.toString(process.pid()));
            process.name().ifPresent(name -> labels.put("name", name));
            return labels;
        }
    }

    /** What an owner's processes hold together, as far as the driver tells. */
    private static final class Sum {
        private OptionalDouble memory = OptionalDouble.empty();
        private OptionalDouble utilization = OptionalDouble.empty();

        void add(GpuProcess process) {
            if (process.memoryBytes().isPresent()) {
                memory = OptionalDouble.of(
                        memory.orElse(0) + process.memoryBytes().getAsLong());
            }
            if (process.utilization().isPresent()) {
                // drivers round each process by itself
                utilization = OptionalDouble.of(Math.min(
                        1, utilization.orElse(0) + process.utilization().getAsDouble()));
            }
        }

        OptionalDouble memory() {
            return memory;
        }

        OptionalDouble utilization() {
            return utilization;
        }
    }
}
