package dev.cellwatch.monitor.history;

import java.util.Arrays;

/** Hours of one series: the minimum, mean and maximum of each slot, so that a spike survives. */
final class CoarseRing extends Level {

    private final float[] min;
    private final float[] mean;
    private final float[] max;
    private final Bucket open = new Bucket();

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

    /** Adds a value to the newest slot. When the clock was set back by more than a slot, memory begins anew. */
    void put(long timeMillis, double value) {
        long slot = Math.floorDiv(timeMillis, stepMillis());
        if (slot == newest() - 1) {
            return;
        }
        if (slot < newest()) {
            forget();
        }
        if (slot > newest()) {
            advance(slot);
            open.clear();
        }
        open.add(value, value, value);
        int i = index(slot);
        min[i] = (float) open.min();
        mean[i] = (float) open.mean();
        max[i] = (float) open.max();
    }

    @Override
    void collect(int index, Bucket bucket) {
        if (!Float.isNaN(mean[index])) {
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
