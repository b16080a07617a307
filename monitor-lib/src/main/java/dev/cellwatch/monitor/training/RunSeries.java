package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;

/**
 * All values of one name of one run, in bounded memory: each is kept until there are {@value #MOST}; then neighbours
 * are folded together, two at a time, so that the first value, the last one and the extremes of every stretch stay. For
 * one thread at a time.
 */
final class RunSeries {

    static final int MOST = 1024;

    private final long[] firstMillis = new long[MOST];
    private final long[] lastMillis = new long[MOST];
    private final double[] min = new double[MOST];
    private final double[] max = new double[MOST];
    private final double[] sum = new double[MOST];
    private final int[] count = new int[MOST];
    private int size;
    /** How many values a stretch takes. */
    private int width = 1;

    private double last;

    /** Adds a finite value. */
    void add(long timeMillis, double value) {
        last = value;
        if (size < 2 || count[size - 1] == width) {
            open(timeMillis);
        }
        int i = size - 1;
        // threads may hand over in another order than they logged in
        firstMillis[i] = Math.min(firstMillis[i], timeMillis);
        lastMillis[i] = Math.max(lastMillis[i], timeMillis);
        min[i] = Math.min(min[i], value);
        max[i] = Math.max(max[i], value);
        sum[i] += value;
        count[i]++;
    }

    private void open(long timeMillis) {
        if (size == MOST) {
            fold();
        }
        int i = size++;
        firstMillis[i] = timeMillis;
        lastMillis[i] = timeMillis;
        min[i] = Double.POSITIVE_INFINITY;
        max[i] = Double.NEGATIVE_INFINITY;
        sum[i] = 0;
        count[i] = 0;
    }

    /** The first value stays by itself. */
    private void fold() {
        int to = 1;
        for (int i = 1; i < MOST; i += 2) {
            fold(i, Math.min(i + 1, MOST - 1), to++);
        }
        size = to;
        width *= 2;
    }

    private void fold(int one, int next, int to) {
        firstMillis[to] = Math.min(firstMillis[one], firstMillis[next]);
        lastMillis[to] = Math.max(lastMillis[one], lastMillis[next]);
        min[to] = Math.min(min[one], min[next]);
        max[to] = Math.max(max[one], max[next]);
        sum[to] = next == one ? sum[one] : sum[one] + sum[next];
        count[to] = next == one ? count[one] : count[one] + count[next];
    }

    double last() {
        return last;
    }

    double lowest() {
        return Arrays.stream(min, 0, size).min().orElse(Double.NaN);
    }

    /** The values after {@code fromMillis} up to {@code toMillis} in so many buckets of equal width. */
    Window window(long fromMillis, long toMillis, int buckets) {
        long step = Math.max(1, (toMillis - fromMillis + buckets - 1) / buckets);
        // cut from absolute time, so that a moving window does not make the line shimmer
        long start = Math.floorDiv(fromMillis, step) * step + step;
        int length = (int) Math.max(0, Math.min(buckets, Math.floorDiv(toMillis - start, step) + 1));
        Fold fold = new Fold(start, step, length);
        for (int i = 0; i < size; i++) {
            fold.add(i);
        }
        return fold.window();
    }

    /** The stretches that fall into the buckets of a window. */
    private final class Fold {
        private final long start;
        private final long step;
        private final double[] lows;
        private final double[] highs;
        private final double[] means;
        private final double[] counts;

        Fold(long start, long step, int length) {
            this.start = start;
            this.step = step;
            lows = filled(length, Double.POSITIVE_INFINITY);
            highs = filled(length, Double.NEGATIVE_INFINITY);
            means = new double[length];
            counts = new double[length];
        }

        private static double[] filled(int length, double value) {
            double[] values = new double[length];
            Arrays.fill(values, value);
            return values;
        }

        /** A stretch that is longer than a bucket stands in each that it reaches. */
        void add(int stretch) {
            long from = Math.max(0, Math.floorDiv(firstMillis[stretch] - start, step));
            long to = Math.min(means.length - 1L, Math.floorDiv(lastMillis[stretch] - start, step));
            for (int bucket = (int) Math.min(from, to + 1); bucket <= to; bucket++) {
                lows[bucket] = Math.min(lows[bucket], min[stretch]);
                highs[bucket] = Math.max(highs[bucket], max[stretch]);
                means[bucket] += sum[stretch];
                counts[bucket] += count[stretch];
            }
        }

        Window window() {
            for (int i = 0; i < means.length; i++) {
                boolean empty = counts[i] == 0;
                lows[i] = empty ? Double.NaN : lows[i];
                highs[i] = empty ? Double.NaN : highs[i];
                means[i] = empty ? Double.NaN : means[i] / counts[i];
            }
            return new Window(start, step, lows, means, highs);
        }
    }
}
