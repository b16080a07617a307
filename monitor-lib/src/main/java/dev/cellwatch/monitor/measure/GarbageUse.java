package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.jvm.GcPauses;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What garbage collection did to a stretch of time.
 *
 * @param collections how many there were
 * @param pauseSeconds for how long the program stood still
 * @param longestSeconds the longest of these pauses
 * @param gpuIdleSeconds for how long at most the GPU was idle meanwhile; absent without a GPU that tells
 */
public record GarbageUse(long collections, double pauseSeconds, double longestSeconds, OptionalDouble gpuIdleSeconds) {

    /** Of every reading of the GPU its idle time, or the pauses in its time if those are shorter. */
    static OptionalDouble idle(Optional<Track> gpu, List<GcPauses.Pause> pauses) {
        if (gpu.isEmpty() || gpu.get().last(GpuMetric.UTILIZATION).isEmpty()) {
            return OptionalDouble.empty();
        }
        Track track = gpu.get();
        double idle = 0;
        for (int row = 0; row < track.size(); row++) {
            long to = track.time(row);
            long from = to - Math.round(1000 * track.seconds(row));
            double paused = pauses.stream()
                            .mapToLong(pause ->
                                    Math.max(0, Math.min(to, pause.endMillis()) - Math.max(from, pause.startMillis())))
                            .sum()
                    / 1000.0;
            double busy = track.at(row, GpuMetric.UTILIZATION).orElse(1);
            idle += Math.min(paused, (1 - Math.min(1, busy)) * track.seconds(row));
        }
        return OptionalDouble.of(idle);
    }
}
