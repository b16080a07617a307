package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A collector and when it was read last. One that turns out dear (ten thousand connections, hundreds of mounts) is left
 * alone for longer than it asks, so that watching a busy machine stays cheap.
 */
final class Scheduled {

    /** How many times the time that a read took passes before the next: at most a thousandth of one core goes to it. */
    private static final long REST_PER_COST = 1000;

    private static final long LONGEST_REST_MILLIS = 120_000;

    /** Slow ticks come at whole intervals: one that is a little early still counts. */
    private static final long TOLERANCE_MILLIS = 900;

    private final Collector collector;
    private final LongSupplier nanoClock;
    private final Subject subject;
    private long readMillis;
    private long dueMillis;
    private boolean warm;

    Scheduled(Collector collector, LongSupplier nanoClock) {
        this.collector = collector;
        this.nanoClock = nanoClock;
        this.subject = Subject.of(Subject.Kind.COLLECTOR, "collector", collector.name());
    }

    Collector collector() {
        return collector;
    }

    Subject subject() {
        return subject;
    }

    boolean isDue(Tick tick) {
        return tick.first() || isFast() || (tick.slow() && (tick.timeMillis() >= dueMillis || wasSetBack(tick)));
    }

    /** What is due by the old clock might not come for hours. */
    private boolean wasSetBack(Tick tick) {
        return tick.timeMillis() < readMillis;
    }

    void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) throws Exception {
        long start = nanoClock.getAsLong();
        readMillis = timeMillis;
        dueMillis = timeMillis + collector.every().toMillis() - TOLERANCE_MILLIS;
        try {
            collector.read(timeMillis, host, out);
        } finally {
            long costMillis = (nanoClock.getAsLong() - start) / 1_000_000;
            // the first read pays for loading classes, which says nothing about the others
            long rest = warm ? Math.min(LONGEST_REST_MILLIS, costMillis * REST_PER_COST) : 0;
            dueMillis = Math.max(dueMillis, timeMillis + rest);
            warm = true;
        }
    }

    /** Whether it is read at every tick. */
    boolean isFast() {
        return collector.every().isZero();
    }
}
