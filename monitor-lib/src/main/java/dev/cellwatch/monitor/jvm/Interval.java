package dev.cellwatch.monitor.jvm;

import java.util.OptionalDouble;

/** How fast a total grew since it was looked at before; for one thread at a time. */
final class Interval {

    private boolean known;
    private long lastNanos;
    private double lastValue;

    OptionalDouble perSecond(long nanos, double value) {
        double seconds = (nanos - lastNanos) / 1e9;
        double growth = value - lastValue;
        boolean usable = known && seconds > 0 && growth >= 0;
        known = true;
        lastNanos = nanos;
        lastValue = value;
        return usable ? OptionalDouble.of(growth / seconds) : OptionalDouble.empty();
    }
}
