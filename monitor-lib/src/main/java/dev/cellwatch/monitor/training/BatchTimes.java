package dev.cellwatch.monitor.training;

import java.util.Arrays;
import java.util.List;

/** How long the batches of a run took, counted by their length. Thread-safe. */
public final class BatchTimes {

    private static final double[] BOUNDS = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    private final long[] counts = new long[BOUNDS.length + 1];
    private double sum;
    private double newest;
    private long newestMillis;

    synchronized void add(double seconds, long timeMillis) {
        if (seconds >= 0 && seconds <= RunRecord.LARGEST) {
            int place = Arrays.binarySearch(BOUNDS, seconds);
            counts[place >= 0 ? place : -place - 1]++;
            sum += seconds;
            newest = seconds;
            newestMillis = timeMillis;
        }
    }

    /** The longest time that each count but the last stands for, in seconds; the last stands for all above. */
    public static double[] bounds() {
        return BOUNDS.clone();
    }

    /** How many there were so far, and their sum. */
    public synchronized Counted counted() {
        return new Counted(Arrays.stream(counts).boxed().toList(), sum, newest, newestMillis);
    }

    /**
     * How many batches there were.
     *
     * @param counts those longer than the bound before and not longer than the one at this place
     * @param sum the time of all together, in seconds
     * @param newest how long the newest took, in seconds; 0 before the first
     * @param newestMillis when that was told, milliseconds since the epoch; 0 before the first
     */
    public record Counted(List<Long> counts, double sum, double newest, long newestMillis) {}
}
