package dev.cellwatch.monitor.host;

import oshi.hardware.CentralProcessor.TickType;

/**
 * Where CPU time went between two readings of a tick array. Keeps the reading before: shares of a single array would
 * be those since the machine started. For one thread at a time.
 */
final class TickShares {

    private long[] last = {};
    private long[] growth = {};
    private long total;

    /** Takes a reading; false while there is none before it, or no time went by in between. */
    boolean update(long[] ticks) {
        boolean known = last.length == ticks.length;
        if (growth.length != ticks.length) {
            growth = new long[ticks.length];
        }
        total = 0;
        for (int i = 0; known && i < ticks.length; i++) {
            // a tick type can go back a little, when the kernel corrects idle time
            growth[i] = Math.max(0, ticks[i] - last[i]);
            total += growth[i];
        }
        last = ticks;
        return known && total > 0;
    }

    double of(TickType type) {
        return (double) growth[type.getIndex()] / total;
    }

    /** The share that was neither idle nor waiting for a disk. */
    double busy() {
        return 1 - of(TickType.IDLE) - of(TickType.IOWAIT);
    }
}
