package dev.cellwatch.monitor.history;

import java.util.Arrays;

/** Hours of one series: the minimum, mean and maximum of each slot, so that a spike survives. */
final class CoarseRing extends Level {

    /** How far a clock that is corrected, as by NTP, may jump back without a loss. */
    private static final long CORRECTION_MILLIS = 300_000;

    private final float[] min;
    private final float[] mean;
    private final float[] max;
    /** The newest slot, which is still being filled; it is kept when the next one begins. */
    private final Bucket open = new Bucket();

    private int openIndex;

    CoarseRing(long stepMillis, int slots) {
        super(stepMillis, slots);
        min = empties(slots);
        mean = empties(slots);
        max = empties(slots);
        open.clear();
    }

    private static float[] empties(int slots) {
        float[] values = new float[slots];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /**
     * Adds a value to the newest slot. When the clock was set back, nothing is added until the slot that was the newest;
     * when by more than a correction takes, memory begins anew.
     */
    void put(long timeMillis, double value) {
        long slot = Math.floorDiv(timeMillis, stepMillis());
        if (slot < newest()) {
            if (newest() - slot <= Math.max(1, CORRECTION_MILLIS / stepMillis())) {
                return;
            }
            forget();
        }
        if (slot > newest()) {
            keep();
            advance(slot);
            open.clear();
            openIndex = index(slot);
        }
        open.add(value, value, value);
    }

    private void keep() {
        min[openIndex] = (float) open.min();
        mean[openIndex] = (float) open.mean();
        max[openIndex] = (float) open.max();
    }

    @Override
    void collect(int index, Bucket bucket) {
        if (index == openIndex) {
            bucket.add(open.min(), open.mean(), open.max());
        } else if (!Float.isNaN(mean[index])) {
            bucket.add(min[index], mean[index], max[index]);
        }
    }

    @Override
    void empty(int index) {
        min[index] = Float.NaN;
        mean[index] = Float.NaN;
        max[index] = Float.NaN;
    }
}
