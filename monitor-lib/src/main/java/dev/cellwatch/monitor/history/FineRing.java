package dev.cellwatch.monitor.history;

import java.util.Arrays;

/**
 * The last minutes of one series at full resolution. Slots are cut from absolute time, so no time stamps are stored and
 * a missing sample is a hole. Values are doubles: counters need every digit.
 */
final class FineRing implements Level {

    private final long stepMillis;
    private final double[] values;
    private long newest = Long.MIN_VALUE;

    FineRing(long stepMillis, int slots) {
        this.stepMillis = stepMillis;
        this.values = new double[slots];
        Arrays.fill(values, Double.NaN);
    }

    /** Writes a value that stands for the {@code spanMillis} up to {@code timeMillis}; filled slots keep their values. */
    void put(long timeMillis, long spanMillis, double value) {
        long slot = Math.floorDiv(timeMillis, stepMillis);
        if (newest != Long.MIN_VALUE && slot <= newest - values.length) {
            newest = Long.MIN_VALUE; // the clock was set back: what is kept stands at times that are yet to come
        }
        advance(slot);
        values[index(slot)] = value;
        long oldest = newest - values.length + 1;
        long first = Math.max(oldest, slot - spanMillis / stepMillis + 1);
        for (long s = slot - 1; s >= first && Double.isNaN(values[index(s)]); s--) {
            values[index(s)] = value;
        }
    }

    private void advance(long slot) {
        if (newest == Long.MIN_VALUE || slot - newest >= values.length) {
            Arrays.fill(values, Double.NaN);
            newest = slot;
        }
        while (newest < slot) {
            newest++;
            values[index(newest)] = Double.NaN;
        }
    }

    /** The same memory in finer slots: each value stands in all the slots that its old one covered. */
    FineRing refined(long finerStepMillis, int slots) {
        FineRing finer = new FineRing(finerStepMillis, slots);
        if (newest != Long.MIN_VALUE) {
            for (long s = newest - values.length + 1; s <= newest; s++) {
                if (!Double.isNaN(values[index(s)])) {
                    finer.put((s + 1) * stepMillis - 1, stepMillis, values[index(s)]);
                }
            }
        }
        return finer;
    }

    @Override
    public long stepMillis() {
        return stepMillis;
    }

    @Override
    public int slots() {
        return values.length;
    }

    @Override
    public void collect(long slot, Bucket bucket) {
        if (holds(slot)) {
            double value = values[index(slot)];
            if (!Double.isNaN(value)) {
                bucket.add(value, value, value);
            }
        }
    }

    private boolean holds(long slot) {
        return newest != Long.MIN_VALUE && slot <= newest && slot > newest - values.length;
    }

    private int index(long slot) {
        return (int) Math.floorMod(slot, (long) values.length);
    }
}
