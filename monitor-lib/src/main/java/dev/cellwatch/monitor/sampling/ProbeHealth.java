package dev.cellwatch.monitor.sampling;

import java.util.Optional;

/**
 * How a probe is doing, apart from what it reads.
 *
 * @param probe the probe's name
 * @param success whether the last finished read succeeded
 * @param durationSeconds how long the last finished read took
 * @param error the last failure's sentence, while the probe fails
 * @param readMillis the time of the last finished read, unless the probe has rested since
 * @param stuckSinceMillis since when a read that has not returned has been running, once that is longer than it should
 */
public record ProbeHealth(
        String probe,
        boolean success,
        double durationSeconds,
        Optional<String> error,
        Optional<Long> readMillis,
        Optional<Long> stuckSinceMillis) {

    /** Whether there is nothing to wait for: it was read since it rested, well or not, or hangs. */
    public boolean isSettled() {
        return readMillis.isPresent() || stuckSinceMillis.isPresent();
    }
}
