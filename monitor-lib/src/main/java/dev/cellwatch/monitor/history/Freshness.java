package dev.cellwatch.monitor.history;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How old a newest value may be and still be told as the present one: a few readings of its tier.
 *
 * @param interval how often the fast tier is read
 */
public record Freshness(Duration interval) {

    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(15);

    /** Some parts of the host and of the JVM are read twice a minute, or less often where that is dear. */
    private static final Duration RARE = Duration.ofSeconds(150);

    public Duration of(Subject.Kind kind, Tier tier) {
        Duration readings = interval.plus(interval).plus(interval); // multiplied, each asks for a BigDecimal
        Duration usual = tier == Tier.FAST ? FAST : isGpu(kind) ? SLOW : RARE;
        return readings.compareTo(usual) > 0 ? readings : usual;
    }

    /** From when on a value of each tier is fresh. */
    Map<Tier, Long> oldestMillis(Subject.Kind kind, long nowMillis) {
        Map<Tier, Long> oldest = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            oldest.put(tier, nowMillis - of(kind, tier).toMillis());
        }
        return oldest;
    }

    private static boolean isGpu(Subject.Kind kind) {
        return kind == Subject.Kind.GPU || kind == Subject.Kind.GPU_INSTANCE || kind == Subject.Kind.GPU_XID;
    }
}
