package dev.cellwatch.monitor.sampling;

import dev.cellwatch.monitor.metric.Tier;

/**
 * One moment of reading.
 *
 * @param timeMillis milliseconds since the epoch, the same for all samples of the tick
 * @param slow whether the slow tier is due
 * @param first whether this is the first tick since sampling started
 */
public record Tick(long timeMillis, boolean slow, boolean first) {

    public boolean due(Tier tier) {
        return switch (tier) {
            case FAST -> true;
            case SLOW -> slow;
            case ONCE -> first;
        };
    }
}
