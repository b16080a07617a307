package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.metric.Metric;
import java.util.OptionalDouble;

/**
 * How memory went in a stretch of time, in bytes.
 *
 * @param before what was in use before it
 * @param peak the most that a reading saw
 * @param after what was in use at its end
 */
public record MemoryUse(OptionalDouble before, OptionalDouble peak, OptionalDouble after) {

    static MemoryUse of(Track track, Metric metric) {
        return new MemoryUse(track.before(metric), track.peak(metric), track.last(metric));
    }

    /** What is in use after it that was not before; less than 0 where memory was given back. */
    public OptionalDouble left() {
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The same, with a peak that was seen elsewhere. */
    MemoryUse atLeast(double bytes) {
        return new MemoryUse(before, OptionalDouble.of(Math.max(bytes, peak.orElse(0))), after);
    }
}
