package dev.cellwatch.environment.report;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * All GPUs, read once.
 *
 * @param inventory which there are and who uses them
 * @param samples what they measure
 */
public record GpuReading(GpuInventory inventory, List<Sample> samples) {

    /** Reads every row of every GPU. Where there is none, the inventory says why; that is no failure. */
    public static GpuReading now(Settings settings, Duration limit) {
        return now(() -> read(settings), limit);
    }

    static GpuReading now(Supplier<GpuReading> read, Duration limit) {
        try {
            return CompletableFuture.supplyAsync(read, GpuReading::start).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Failure.failed("The NVIDIA driver has not answered for " + limit.toSeconds() + " seconds.")
                    .because(e);
        } catch (ExecutionException e) {
            throw Failure.failed("The GPUs could not be read: " + e.getCause()).because(e);
        } catch (InterruptedException e) {
            throw Failure.failed("The GPUs could not be read.").because(e);
        }
    }

    /** A call into a driver that hangs cannot be interrupted, only left behind. */
    private static void start(Runnable reading) {
        Thread reader = new Thread(reading, "cellwatch-gpu-reading");
        reader.setDaemon(true);
        reader.start();
    }

    private static GpuReading read(Settings settings) {
        try (Monitor monitor = Monitor.open(settings)) {
            List<Sample> samples = new ArrayList<>();
            try {
                monitor.gpus().read(new Tick(monitor.clock().millis(), true, true), samples::add);
            } catch (ProbeException e) {
                samples.clear(); // the inventory has the sentence
            }
            return new GpuReading(monitor.gpus().inventory(), List.copyOf(samples));
        }
    }

    /** The sample of a GPU or of a MIG instance. */
    Optional<Sample> of(Subject.Kind kind, String uuid) {
        return samples.stream()
                .filter(sample ->
                        sample.subject().kind() == kind && sample.subject().id().equals(uuid))
                .findFirst();
    }

    /** One value of one GPU, if it tells it. */
    public OptionalDouble value(String uuid, GpuMetric metric) {
        return of(Subject.Kind.GPU, uuid).map(sample -> sample.get(metric)).orElse(OptionalDouble.empty());
    }

    /** What all GPUs have of one metric, those without it left out. */
    double[] all(GpuMetric metric) {
        return inventory.gpus().stream()
                .map(gpu -> value(gpu.uuid(), metric))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }
}
