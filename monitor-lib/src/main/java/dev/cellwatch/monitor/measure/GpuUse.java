package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one GPU did in a stretch of time, for whoever worked on it.
 *
 * @param utilization the share of the time in which any kernel ran, on the whole
 * @param peak the largest share that a reading told
 * @param ownPeak what this process alone held at most, where it works on it and the driver counts that
 * @param energy absent where the stretch is too short or the GPU tells neither energy nor power
 * @param throttled seconds for which something held its clocks down, by reason
 * @param shared whether more than one program had a context on it
 */
public record GpuUse(
        Subject gpu,
        OptionalDouble utilization,
        OptionalDouble peak,
        MemoryUse memory,
        Optional<AccountedPeak> ownPeak,
        Optional<Energy> energy,
        Map<ThrottleReason, Double> throttled,
        boolean shared) {

    public GpuUse {
        throttled = Map.copyOf(throttled);
    }
}
