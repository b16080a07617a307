package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.report.GpuReading;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The driver, and whether its GPUs are cool and empty enough to begin. */
final class GpuChecks {

    private static final double HOT_CELSIUS = 80;
    private static final double LITTLE_FREE = 0.1;

    private final GpuReading reading;
    private final GpuInventory inventory;
    private final DeviceFiles devices;
    private final int tooHotCelsius;

    /** @param tooHotCelsius above how many degrees the heat of a GPU is critical */
    GpuChecks(GpuReading reading, DeviceFiles devices, int tooHotCelsius) {
        this.reading = reading;
        this.inventory = reading.inventory();
        this.devices = devices;
        this.tooHotCelsius = tooHotCelsius;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(driver());
        findings.add(devices.finding());
        for (Gpu gpu : inventory.gpus()) {
            findings.add(temperature(gpu));
            findings.add(memory(gpu));
        }
        return findings;
    }

    private Finding driver() {
        if (inventory.reason().isPresent()) {
            return Finding.warn(
                    "NVML",
                    inventory.reason().get(),
                    "Host and JVM are watched all the same; --demo shows synthetic GPUs.");
        }
        if (inventory.gpus().isEmpty()) {
            return Finding.warn("NVML", "the driver knows no GPU.", "Look at: lspci | grep -i nvidia");
        }
        return Finding.ok(
                "NVML",
                "driver " + inventory.driverVersion().orElse("unknown") + ", "
                        + inventory.gpus().size() + (inventory.gpus().size() == 1 ? " GPU" : " GPUs")
                        + (inventory.demo() ? " (DEMO: made up)" : ""));
    }

    private Finding temperature(Gpu gpu) {
        String subject = "GPU " + gpu.index() + " heat";
        OptionalDouble celsius = reading.value(gpu.uuid(), GpuMetric.TEMPERATURE);
        if (celsius.isEmpty()) {
            return Finding.ok(subject, "is not told by this GPU.");
        }
        String text = Unit.CELSIUS.format(celsius.getAsDouble());
        if (celsius.getAsDouble() > tooHotCelsius) {
            return Finding.fail(subject, text + " is too hot to begin.", "Check its fan and airflow, or wait.");
        }
        return celsius.getAsDouble() > HOT_CELSIUS
                ? Finding.warn(subject, text + " is hot already.", "Check its fan and airflow, or wait.")
                : Finding.ok(subject, text);
    }

    private Finding memory(Gpu gpu) {
        String subject = "GPU " + gpu.index() + " memory";
        OptionalDouble free = reading.value(gpu.uuid(), GpuMetric.MEMORY_FREE);
        OptionalDouble total = reading.value(gpu.uuid(), GpuMetric.MEMORY_TOTAL);
        if (free.isEmpty() || total.isEmpty()) {
            return Finding.ok(subject, "is not told by this GPU.");
        }
        String text = Unit.BYTES.format(free.getAsDouble()) + " of " + Unit.BYTES.format(total.getAsDouble()) + " free";
        return free.getAsDouble() < total.getAsDouble() * LITTLE_FREE
                ? Finding.warn(subject, text + ".", "See who holds it: environment-manager gpu")
                : Finding.ok(subject, text);
    }
}
