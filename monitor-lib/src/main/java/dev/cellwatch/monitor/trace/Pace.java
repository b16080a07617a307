package dev.cellwatch.monitor.trace;

import java.util.function.LongSupplier;

/** Lets {@value #MOST} at once through, and then {@value #MOST} a second. Thread-safe. */
public final class Pace {

    static final int MOST = 10;

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private double left = MOST;
    private long last;

    /** @param nanos the time */
    public Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Whether one more may go. */
    public synchronized boolean allows() {
        long now = nanos.getAsLong();
        left = Math.min(MOST, left + (now - last) / NANOS * MOST);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
