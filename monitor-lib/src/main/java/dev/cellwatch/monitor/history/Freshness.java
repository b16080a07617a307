package dev.cellwatch.monitor.history;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;

/**
 * How old a newest value may be and still be told as the present one: a few readings of its tier.
 *
 * @param interval how often the fast tier is read
 */
public record Freshness(Duration interval) {

    private static final long FAST_MILLIS = 5_000;
    private static final long SLOW_MILLIS = 15_000;

    /** Some parts of the host and of the JVM are read twice a minute, or less often where that is dear. */
    private static final long RARE_MILLIS = 150_000;

    public Duration of(Subject.Kind kind, Tier tier) {
        return Duration.ofMillis(millis(kind, tier));
    }

    long millis(Subject.Kind kind, Tier tier) {
        long usual = tier == Tier.FAST ? FAST_MILLIS : isGpu(kind) ? SLOW_MILLIS : RARE_MILLIS;
        return Math.max(3 * interval.toMillis(), usual);
    }

    private static boolean isGpu(Subject.Kind kind) {
        return kind == Subject.Kind.GPU || kind == Subject.Kind.GPU_INSTANCE || kind == Subject.Kind.GPU_XID;
    }
}
