package dev.cellwatch.monitor.history;

/** One resolution of a series: slots of equal width on the absolute time axis, the newest ones kept in a ring. */
abstract class Level {

    private static final long NONE = Long.MIN_VALUE;

    private final long stepMillis;
    private final int slots;
    private long newest = NONE;

    Level(long stepMillis, int slots) {
        this.stepMillis = stepMillis;
        this.slots = slots;
    }

    final long stepMillis() {
        return stepMillis;
    }

    final int slots() {
        return slots;
    }

    /** The number of the slot (time divided by the step) that was written last. */
    final long newest() {
        return newest;
    }

    final boolean isEmpty() {
        return newest == NONE;
    }

    /** All slots are empty, whatever they hold. */
    final void forget() {
        newest = NONE;
    }

    /** Makes this the newest slot, if it is: it and those that were passed over hold nothing. */
    final void advance(long slot) {
        if (slot <= newest) {
            return;
        }
        long first = Math.max(newest, slot - slots) + 1;
        for (long s = first; s <= slot; s++) {
            empty(index(s));
        }
        newest = slot;
    }

    /** Where a slot is kept. */
    final int index(long slot) {
        return (int) Math.floorMod(slot, (long) slots);
    }

    /** Buckets of so many slots each, from this slot on. */
    final Window window(long firstSlot, int width, int count) {
        double[] min = new double[count];
        double[] mean = new double[count];
        double[] max = new double[count];
        Bucket bucket = new Bucket();
        long slot = firstSlot;
        int index = index(slot);
        for (int i = 0; i < count; i++) {
            bucket.clear();
            for (long end = slot + width; slot < end; slot++) {
                if (slot <= newest && slot > newest - slots) {
                    collect(index, bucket);
                }
                index = index + 1 == slots ? 0 : index + 1; // a division for each would cost more than all the rest
            }
            min[i] = bucket.min();
            mean[i] = bucket.mean();
            max[i] = bucket.max();
        }
        return new Window(firstSlot * stepMillis, stepMillis * width, min, mean, max);
    }

    /** The rows of a grid: each folds the slots that it touches, and a slot that is longer stands in several. */
    final Window window(Grid grid) {
        double[] min = new double[grid.count()];
        double[] mean = new double[grid.count()];
        double[] max = new double[grid.count()];
        Bucket bucket = new Bucket();
        for (int row = 0; row < grid.count(); row++) {
            long begin = grid.timeMillis(row);
            long first = Math.max(Math.floorDiv(begin, stepMillis), newest - slots + 1);
            long last = Math.min(Math.floorDiv(begin + grid.stepMillis() - 1, stepMillis), newest);
            bucket.clear();
            for (long slot = first; slot <= last; slot++) {
                collect(index(slot), bucket);
            }
            min[row] = bucket.min();
            mean[row] = bucket.mean();
            max[row] = bucket.max();
        }
        return new Window(grid.startMillis(), grid.stepMillis(), min, mean, max);
    }

    /** Adds what is kept in a place; nothing if it is empty. */
    abstract void collect(int index, Bucket bucket);

    abstract void empty(int index);
}
