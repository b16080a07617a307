package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.history.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * All values of one name of one run, in bounded memory: each is kept until there are {@value #MOST}; then neighbours
 * are folded together, two at a time, so that the first value, the last one and the extremes of every stretch stay. For
 * one thread at a time.
 */
final class RunSeries {

    static final int MOST = 1024;

    private final long[] firstMillis;
    private final long[] lastMillis;
    private final double[] min;
    private final double[] max;
    private final double[] sum;
    private final int[] count;
    private int size;
    /** How many values a stretch takes. */
    private int width = 1;

    private double last;
    private double lowest = Double.POSITIVE_INFINITY;

    RunSeries() {
        this(MOST);
    }

    private RunSeries(int places) {
        firstMillis = new long[places];
        lastMillis = new long[places];
        min = new double[places];
        max = new double[places];
        sum = new double[places];
        count = new int[places];
    }

    /** A series as it was, to be read; nothing is added to it any more. */
    static RunSeries kept(List<Stretch> stretches, double last, double lowest) {
        RunSeries kept = new RunSeries(stretches.size());
        for (Stretch one : stretches) {
            int i = kept.size++;
            kept.firstMillis[i] = one.firstMillis();
            kept.lastMillis[i] = one.lastMillis();
            kept.min[i] = one.min();
            kept.max[i] = one.max();
            kept.sum[i] = one.mean() * one.count();
            kept.count[i] = one.count();
        }
        kept.last = last;
        kept.lowest = lowest;
        return kept;
    }

    /** What it is folded to, in the order of time but for what threads handed over later than others. */
    List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            stretches.add(new Stretch(firstMillis[i], lastMillis[i], min[i], sum[i] / count[i], max[i], count[i]));
        }
        return stretches;
    }

    /** The same, to be read by another thread. */
    RunSeries copy() {
        return kept(stretches(), last, lowest);
    }

    /** Adds a finite value. */
    void add(long timeMillis, double value) {
        last = value;
        lowest = Math.min(lowest, value);
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

    boolean isEmpty() {
        return size == 0;
    }

    double last() {
        return last;
    }

    double lowest() {
        return lowest;
    }

    /** The line through its values, each taken for the number of a step. */
    StepAxis axis() {
        StepAxis axis = new StepAxis(2 * size);
        for (int i = 0; i < size; i++) {
            axis.add(firstMillis[i], min[i]);
            axis.add(lastMillis[i], max[i]);
        }
        return axis;
    }

    /** The values after {@code fromMillis} up to {@code toMillis} in so many buckets of equal width. */
    Window window(long fromMillis, long toMillis, int buckets) {
        return window(fromMillis, toMillis, buckets, LongUnaryOperator.identity());
    }

    /**
     * The same on another axis, such as the time since a run's start.
     *
     * @param place where a time, milliseconds since the epoch, stands on it; asked mostly in the order of time
     */
    Window window(long from, long to, int buckets, LongUnaryOperator place) {
        long step = Math.max(1, (to - from + buckets - 1) / buckets);
        // cut from where the axis begins, so that a moving window does not make the line shimmer
        long start = Math.floorDiv(from, step) * step + step;
        int length = (int) Math.max(0, Math.min(buckets, Math.floorDiv(to - start, step) + 1));
        SeriesFold fold = new SeriesFold(start, step, length);
        for (int i = 0; i < size; i++) {
            fold.reach(place.applyAsLong(firstMillis[i]), place.applyAsLong(lastMillis[i]));
            fold.add(min[i], sum[i], max[i], count[i]);
        }
        return fold.window();
    }
}
