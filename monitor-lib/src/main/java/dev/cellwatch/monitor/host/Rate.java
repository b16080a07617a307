package dev.cellwatch.monitor.host;

import java.util.OptionalDouble;

/** How fast a counter grows. Keeps the reading before; for one thread at a time. */
final class Rate {

    private long lastMillis = -1;
    private long lastValue;

    /**
     * The growth per second since the reading before. Absent at first, and after a counter has gone back, as it does
     * when a device was taken out and put in again.
     */
    OptionalDouble perSecond(long timeMillis, long value) {
        long millis = timeMillis - lastMillis;
        long growth = value - lastValue;
        boolean known = lastMillis >= 0 && millis > 0 && growth >= 0;
        lastMillis = timeMillis;
        lastValue = value;
        return known ? OptionalDouble.of(growth * 1000.0 / millis) : OptionalDouble.empty();
    }
}
