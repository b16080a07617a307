package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;

/** Folds stretches of a series into the buckets of a window. For one thread, once. */
final class SeriesFold {

    private final long start;
    private final long step;
    private final double[] lows;
    private final double[] highs;
    private final double[] means;
    private final double[] counts;
    private int from;
    private int to;

    SeriesFold(long start, long step, int length) {
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

    /**
     * Where the next stretch begins and ends. One that is longer than a bucket stands in each that it reaches, any other
     * where its middle is.
     */
    void reach(long first, long last) {
        boolean within = last - first < step;
        long middle = first + (last - first) / 2;
        long begin = Math.max(0, Math.floorDiv((within ? middle : first) - start, step));
        to = (int) Math.max(-1, Math.min(means.length - 1L, Math.floorDiv((within ? middle : last) - start, step)));
        from = (int) Math.min(begin, to + 1L);
    }

    void add(double min, double sum, double max, int count) {
        for (int bucket = from; bucket <= to; bucket++) {
            lows[bucket] = Math.min(lows[bucket], min);
            highs[bucket] = Math.max(highs[bucket], max);
            means[bucket] += sum;
            counts[bucket] += count;
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
