package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.notebook.overview.GpuReading;
import dev.cellwatch.notebook.overview.GpuValues;
import java.time.Duration;
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
    GpuReading take() {
        long start = now();
        return take(start, start - 2 * monitor.settings().interval().toMillis());
    }

    /** The GPUs as they were measured after this call. */
    GpuReading takeNext() {
        long start = now();
        return take(start, start);
    }

    @SuppressWarnings("try") // the lease is held for as long as it waits
    private GpuReading take(long start, long oldest) {
        try (Lease lease = monitor.watch(monitor.settings().interval())) {
            boolean answered = await(() -> isStuck() || hasRead(oldest));
            return reading(answered ? health() : health().map(health -> silentSince(start, health)));
        }
    }

    /** It has had its time: whoever waits need not be told later that it hangs. */
    private static ProbeHealth silentSince(long millis, ProbeHealth health) {
        return new ProbeHealth(
                health.probe(),
                false,
                health.durationSeconds(),
                health.error(),
                health.readMillis(),
                Optional.of(millis));
    }

    private GpuReading reading(Optional<ProbeHealth> health) {
        return new GpuReading(
                monitor.gpus().inventory(),
                new GpuValues(monitor.history(), monitor.settings().interval(), now()),
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

    /** Whether a whole reading since then has finished: in the middle of one the last GPUs have no values yet. */
    private boolean hasRead(long sinceMillis) {
        return health().filter(health -> health.readMillis()
                        .filter(read -> read >= sinceMillis || !health.success())
                        .isPresent())
                .isPresent();
    }

    private long now() {
        return monitor.clock().millis();
    }
}
