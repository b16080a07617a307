package dev.cellwatch.monitor.measure;

import java.time.Duration;
import java.util.List;

/**
 * What a stretch of time did.
 *
 * @param startMillis when it began, milliseconds since the epoch
 * @param endMillis when it ended
 * @param seconds how long it took, by a clock that nobody sets
 * @param interval how often there was a reading, for which peaks are as good as that
 * @param gpus each of the GPUs that were asked for
 */
public record Measured(
        long startMillis,
        long endMillis,
        double seconds,
        Duration interval,
        JvmUse jvm,
        GarbageUse garbage,
        List<GpuUse> gpus,
        Verdict verdict) {

    public Measured {
        gpus = List.copyOf(gpus);
    }
}
