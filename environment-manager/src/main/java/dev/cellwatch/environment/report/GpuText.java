package dev.cellwatch.environment.report;

import static dev.cellwatch.monitor.gpu.GpuMetric.MEMORY_TOTAL;
import static dev.cellwatch.monitor.gpu.GpuMetric.MEMORY_USED;
import static dev.cellwatch.monitor.gpu.GpuMetric.POWER_LIMIT;
import static dev.cellwatch.monitor.gpu.GpuMetric.POWER_USAGE;
import static dev.cellwatch.monitor.gpu.GpuMetric.TEMPERATURE;
import static dev.cellwatch.monitor.gpu.GpuMetric.UTILIZATION;

import dev.cellwatch.environment.console.Columns;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.metric.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A reading for people: a row for each GPU, and below them who uses them. */
public final class GpuText {

    private static final String NOTHING = "-";

    private final GpuReading reading;
    private final GpuInventory inventory;

    public GpuText(GpuReading reading) {
        this.reading = reading;
        this.inventory = reading.inventory();
    }

    /** Ready to print. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (inventory.demo()) {
            parts.add("DEMO: these GPUs are made up.");
        }
        inventory.reason().ifPresent(parts::add);
        if (!inventory.gpus().isEmpty()) {
            parts.add(driver());
            parts.add(gpus());
            inventory.gpus().forEach(gpu -> gpu.problem()
                    .ifPresent(sentence -> parts.add(gpu.name() + ": " + sentence)));
            inventory.gpus().forEach(gpu -> gpu.memory()
                    .remark()
                    .ifPresent(remark -> parts.add("GPU " + gpu.index() + ": " + remark + ".")));
            parts.add(inventory.processes().isEmpty() ? "No process uses them." : processes());
        }
        return String.join("\n", parts);
    }

    private String driver() {
        return "Driver " + inventory.driverVersion().orElse(NOTHING)
                + inventory
                        .cudaVersion()
                        .map(version -> ", CUDA up to " + version)
                        .orElse("");
    }

    private String gpus() {
        Columns columns = new Columns("GPU", "Name", "Busy", "Memory", "Temp", "Power");
        for (Gpu gpu : inventory.gpus()) {
            columns.row(
                    Integer.toString(gpu.index()),
                    gpu.name(),
                    format(gpu, UTILIZATION),
                    memory(gpu),
                    format(gpu, TEMPERATURE),
                    format(gpu, POWER_USAGE) + " of " + format(gpu, POWER_LIMIT));
        }
        return columns.text();
    }

    private String memory(Gpu gpu) {
        return gpu.memory() == GpuMemory.SHARED
                ? "the machine's"
                : format(gpu, MEMORY_USED) + " of " + format(gpu, MEMORY_TOTAL);
    }

    private String processes() {
        Map<String, Integer> indexes = new TreeMap<>();
        for (Gpu gpu : inventory.gpus()) {
            inventory.processesOn(gpu).forEach(process -> indexes.put(process.uuid(), gpu.index()));
        }
        Columns columns = new Columns("GPU", "Process", "User", "Memory", "Busy", "Program");
        for (GpuProcess process : inventory.processes()) {
            columns.row(
                    indexes.containsKey(process.uuid()) ? String.valueOf(indexes.get(process.uuid())) : NOTHING,
                    Long.toString(process.pid()),
                    process.user().orElse(NOTHING),
                    process.memoryBytes().isPresent()
                            ? Unit.BYTES.format((double) process.memoryBytes().getAsLong())
                            : NOTHING,
                    process.utilization().isPresent()
                            ? Unit.RATIO.format(process.utilization().getAsDouble())
                            : NOTHING,
                    process.name().orElse(NOTHING));
        }
        return columns.text();
    }

    private String format(Gpu gpu, GpuMetric metric) {
        OptionalDouble value = reading.value(gpu.uuid(), metric);
        return value.isPresent() ? metric.unit().format(value.getAsDouble()) : NOTHING;
    }
}
