package dev.cellwatch.monitor.history;

import java.util.Arrays;

/**
 * The last minutes of one series at full resolution. Slots are cut from absolute time, so no time stamps are stored and
 * a missing sample is a hole. Values are doubles: counters need every digit.
 */
final class FineRing extends Level {

    private final double[] values;

    FineRing(long stepMillis, int slots) {
        super(stepMillis, slots);
        this.values = new double[slots];
        Arrays.fill(values, Double.NaN);
    }

    /** Writes a value that stands for the {@code spanMillis} up to {@code timeMillis}; filled slots keep their values. */
    void put(long timeMillis, long spanMillis, double value) {
        long slot = Math.floorDiv(timeMillis, stepMillis());
        if (!isEmpty() && slot <= newest() - slots()) {
            forget(); // the clock was set back: what is kept stands at times that are yet to come
        }
        advance(slot);
        values[index(slot)] = value;
        long oldest = newest() - slots() + 1;
        long first = Math.max(oldest, slot - spanMillis / stepMillis() + 1);
        for (long s = slot - 1; s >= first && Double.isNaN(values[index(s)]); s--) {
            values[index(s)] = value;
        }
    }

    /** The same memory in finer slots: each value stands in all the slots that its old one covered. */
    FineRing refined(long finerStepMillis, int slots) {
        FineRing finer = new FineRing(finerStepMillis, slots);
        if (!isEmpty()) {
            for (long s = newest() - slots() + 1; s <= newest(); s++) {
                if (!Double.isNaN(values[index(s)])) {
                    finer.put((s + 1) * stepMillis() - 1, stepMillis(), values[index(s)]);
                }
            }
        }
        return finer;
    }

    @Override
    void collect(int index, Bucket bucket) {
        double value = values[index];
        if (!Double.isNaN(value)) {
            bucket.add(value, value, value);
        }
    }

    @Override
    void empty(int index) {
        values[index] = Double.NaN;
    }
}
