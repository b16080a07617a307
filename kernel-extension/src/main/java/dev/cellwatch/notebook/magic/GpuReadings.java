package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.notebook.overview.GpuReading;
import dev.cellwatch.notebook.overview.GpuValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes a reading of the GPUs, also after a rest; never waits for them longer than three seconds. */
final class GpuReadings {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Monitor monitor;

    GpuReadings(Monitor monitor) {
        this.monitor = monitor;
    }

    /** The GPUs as they are now. */
    @SuppressWarnings("try") // the lease is held for as long as it waits
    GpuReading take() {
        Optional<ProbeHealth> before = health();
        long start = now();
        long oldest = start - 2 * monitor.settings().interval().toMillis();
        try (Lease lease = monitor.watch(monitor.settings().interval())) {
            boolean answered = await(() -> !before.equals(health()) || isStuck() || hasValueSince(oldest));
            return reading(answered ? health() : health().map(health -> silentSince(start, health)));
        }
    }

    /** The GPUs as they were measured after this call. */
    @SuppressWarnings("try") // the lease is held for as long as it waits
    GpuReading takeNext() {
        long start = now();
        try (Lease lease = monitor.watch(monitor.settings().interval())) {
            await(() -> isStuck() || monitor.gpus().inventory().gpus().isEmpty() || hasValueSince(start));
            return reading(health());
        }
    }

    /** It has had its time: whoever waits need not be told later that it hangs. */
    private static ProbeHealth silentSince(long millis, ProbeHealth health) {
        return new ProbeHealth(health.probe(), false, health.durationSeconds(), health.error(), Optional.of(millis));
    }

    private GpuReading reading(Optional<ProbeHealth> health) {
        return new GpuReading(
                monitor.gpus().inventory(),
                new GpuValues(monitor.history(), now()),
                monitor.host().owners()::of,
                health);
    }

    /** False when the patience is at its end. */
    private boolean await(BooleanSupplier arrived) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (health().isPresent() && !arrived.getAsBoolean() && System.nanoTime() < end) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            return health().isEmpty() || arrived.getAsBoolean();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MagicException("Interrupted.");
        }
    }

    /** How the GPU probe is doing; nothing where it is switched off. */
    private Optional<ProbeHealth> health() {
        return monitor.sampler().health().stream()
                .filter(health -> health.probe().equals("gpu"))
                .findFirst();
    }

    private boolean isStuck() {
        return health().flatMap(ProbeHealth::stuckSinceMillis).isPresent();
    }

    private boolean hasValueSince(long millis) {
        long now = now();
        return monitor.gpus().inventory().gpus().stream().anyMatch(gpu -> hasValueSince(gpu, now, now - millis));
    }

    private boolean hasValueSince(Gpu gpu, long now, long age) {
        Subject subject = new Subject(Subject.Kind.GPU, gpu.uuid(), Map.of());
        return monitor.history()
                .latest(subject, GpuMetric.MEMORY_USED, now, Duration.ofMillis(age))
                .isPresent();
    }

    private long now() {
        return monitor.clock().millis();
    }
}
