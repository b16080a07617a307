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

    private static final int READINGS = 3;
    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(15);

    /** Some parts of the host and of the JVM are read twice a minute, or less often where that is dear. */
    private static final Duration RARE = Duration.ofSeconds(150);

    public Duration of(Subject.Kind kind, Tier tier) {
        Duration readings = interval.multipliedBy(READINGS);
        Duration usual = tier == Tier.FAST ? FAST : isGpu(kind) ? SLOW : RARE;
        return readings.compareTo(usual) > 0 ? readings : usual;
    }

    private static boolean isGpu(Subject.Kind kind) {
        return kind == Subject.Kind.GPU || kind == Subject.Kind.GPU_INSTANCE || kind == Subject.Kind.GPU_XID;
    }
}
