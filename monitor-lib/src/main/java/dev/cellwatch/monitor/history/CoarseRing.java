package dev.cellwatch.monitor.history;

import java.util.Arrays;

/** Hours of one series: the minimum, mean and maximum of each slot, so that a spike survives. */
final class CoarseRing implements Level {

    private final long stepMillis;
    private final float[] min;
    private final float[] mean;
    private final float[] max;
    private final Bucket open = new Bucket();
    private long newest = Long.MIN_VALUE;

    CoarseRing(long stepMillis, int slots) {
        this.stepMillis = stepMillis;
        min = empty(slots);
        mean = empty(slots);
        max = empty(slots);
        open.clear();
    }

    private static float[] empty(int slots) {
        float[] values = new float[slots];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /** Adds a value to the newest slot. When the clock was set back by more than a slot, memory begins anew. */
    void put(long timeMillis, double value) {
        long slot = Math.floorDiv(timeMillis, stepMillis);
        if (slot == newest - 1) {
            return;
        }
        if (slot < newest) {
            newest = Long.MIN_VALUE;
        }
        if (slot > newest) {
            advance(slot);
            open.clear();
        }
        open.add(value, value, value);
        int i = index(slot);
        min[i] = (float) open.min();
        mean[i] = (float) open.mean();
        max[i] = (float) open.max();
    }

    private void advance(long slot) {
        long first = newest == Long.MIN_VALUE ? slot - min.length + 1 : Math.max(newest + 1, slot - min.length + 1);
        for (long s = first; s <= slot; s++) {
            min[index(s)] = Float.NaN;
            mean[index(s)] = Float.NaN;
            max[index(s)] = Float.NaN;
        }
        newest = slot;
    }

    @Override
    public long stepMillis() {
        return stepMillis;
    }

    @Override
    public int slots() {
        return min.length;
    }

    @Override
    public void collect(long slot, Bucket bucket) {
        if (newest == Long.MIN_VALUE || slot > newest || slot <= newest - min.length) {
            return;
        }
        int i = index(slot);
        if (!Float.isNaN(mean[i])) {
            bucket.add(min[i], mean[i], max[i]);
        }
    }

    private int index(long slot) {
        return (int) Math.floorMod(slot, (long) min.length);
    }
}
