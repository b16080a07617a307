package dev.cellwatch.monitor.history;

/**
 * A stretch of one series in evenly spaced buckets. A bucket without a sample holds {@code NaN} in all three arrays: a
 * gap, never to be drawn as a number.
 *
 * @param startMillis the start of the first bucket, milliseconds since the epoch
 * @param stepMillis the width of a bucket
 * @param min the smallest value in each bucket
 * @param mean the mean in each bucket
 * @param max the largest value in each bucket
 */
@SuppressWarnings("ArrayRecordComponent") // handed to one reader, read once
public record Window(long startMillis, long stepMillis, double[] min, double[] mean, double[] max) {

    /** A stretch of which nothing is known. */
    public static Window empty(long startMillis) {
        return new Window(startMillis, 1000, new double[0], new double[0], new double[0]);
    }

    /** The number of buckets. */
    public int size() {
        return mean.length;
    }
}
