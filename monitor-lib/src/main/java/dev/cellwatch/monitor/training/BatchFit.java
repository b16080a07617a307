package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.metric.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The straight line through peaks of memory at several batch sizes, by least squares, and the largest batch that it
 * leaves room for. {@code BatchFit.of(peaks).largest(80L << 30)}.
 *
 * @param points how many peaks it was drawn through
 * @param perSample bytes that one sample more takes
 * @param meanBatch the middle of the batch sizes
 * @param meanBytes the middle of the peaks, which lies on the line
 * @param spread the sum of the squared distances of the batch sizes from their middle
 * @param deviation how far peaks lie from the line, in bytes, as a standard deviation; at least what rounding does
 */
public record BatchFit(
        int points, double perSample, double meanBatch, double meanBytes, double spread, double deviation) {

    /** A peak that is off the line by more of the whole rise is no scatter: the memory does not follow a line. */
    private static final double NEAR = 0.05;
    /** Student's t for 95 % with 1, 2, ... degrees of freedom; from there on the last, which is a little wide. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    private static final int MOST = 100_000_000;

    /**
     * What a batch may have at most, in samples.
     *
     * @param byLine what the line says, 0 where no batch has room
     * @param surely what has room as well as 95 % sure; not known from two points
     * @param perhaps beyond which none has room as well as 95 % sure; not known from two points
     */
    public record Largest(int byLine, OptionalInt surely, OptionalInt perhaps) {}

    /**
     * Draws the line.
     *
     * @throws IllegalArgumentException with a sentence that says why these peaks do not support one
     */
    public static BatchFit of(List<BatchPeak> peaks) {
        if (peaks.stream().map(BatchPeak::batch).distinct().count() < 2) {
            throw new IllegalArgumentException(
                    "A line needs the peaks of at least two batch sizes, better of three that lie apart.");
        }
        BatchFit line = leastSquares(peaks);
        line.requireRise(peaks);
        return line;
    }

    private static BatchFit leastSquares(List<BatchPeak> peaks) {
        int n = peaks.size();
        double x = peaks.stream().mapToDouble(BatchPeak::batch).sum() / n;
        double y = peaks.stream().mapToDouble(BatchPeak::bytes).sum() / n;
        double spread = peaks.stream()
                .mapToDouble(peak -> Math.pow(peak.batch() - x, 2))
                .sum();
        double slope = peaks.stream()
                        .mapToDouble(peak -> (peak.batch() - x) * (peak.bytes() - y))
                        .sum()
                / spread;
        BatchFit exact = new BatchFit(n, slope, x, y, spread, 0);
        double squares = peaks.stream()
                .mapToDouble(peak -> Math.pow(exact.distance(peak), 2))
                .sum();
        double rounding = peaks.stream().mapToDouble(BatchPeak::step).max().orElse(0) / Math.sqrt(12);
        double scatter = n > 2 ? Math.sqrt(squares / (n - 2)) : 0;
        return new BatchFit(n, slope, x, y, spread, Math.max(scatter, rounding));
    }

    private void requireRise(List<BatchPeak> peaks) {
        if (perSample <= 0) {
            throw new IllegalArgumentException("The peaks do not grow with the batch, so they set it no limit.");
        }
        int smallest = peaks.stream().mapToInt(BatchPeak::batch).min().orElse(0);
        int largest = peaks.stream().mapToInt(BatchPeak::batch).max().orElse(0);
        requireLine(peaks, NEAR * perSample * (largest - smallest));
        if (points > 2 && perSample <= student() * deviation / Math.sqrt(spread)) {
            throw new IllegalArgumentException(
                    "The peaks scatter too much beside what they grow; take sizes that lie" + " farther apart.");
        }
    }

    private void requireLine(List<BatchPeak> peaks, double tolerance) {
        BatchPeak odd = peaks.stream()
                .max(Comparator.comparingDouble(peak -> Math.abs(distance(peak))))
                .orElseThrow();
        if (Math.abs(distance(odd)) > tolerance) {
            throw new IllegalArgumentException("The peaks do not lie near a line: the one of batch " + odd.batch()
                    + " is " + Unit.BYTES.format(Math.abs(distance(odd)))
                    + (distance(odd) > 0 ? " above" : " below") + " it.");
        }
        if (fixed() < -tolerance) {
            throw new IllegalArgumentException("The peaks grow faster than the batch: by their line a batch of none"
                    + " would take less than no memory.");
        }
    }

    private double distance(BatchPeak peak) {
        return peak.bytes() - meanBytes - perSample * (peak.batch() - meanBatch);
    }

    /** Bytes that are taken whatever the batch: where the line meets a batch of none. */
    public double fixed() {
        return meanBytes - perSample * meanBatch;
    }

    private double student() {
        return STUDENT[Math.min(points - 2, STUDENT.length) - 1];
    }

    /**
     * The largest batch whose peak stays within a limit. Its band is that within which the next measured peak would lie,
     * as well as 95 % sure, if all peaks scatter about the line alike.
     */
    public Largest largest(double limitBytes) {
        int byLine = whole(meanBatch + (limitBytes - meanBytes) / perSample);
        if (points == 2) {
            return new Largest(byLine, OptionalInt.empty(), OptionalInt.empty());
        }
        double room = limitBytes - meanBytes;
        double band = Math.pow(student() * deviation, 2);
        double slope = perSample * perSample - band / spread;
        double middle = perSample * room / slope;
        double reach = Math.sqrt(band * (room * room / spread + slope * (1 + 1.0 / points))) / slope;
        return new Largest(
                byLine,
                OptionalInt.of(whole(meanBatch + middle - reach)),
                OptionalInt.of(whole(meanBatch + middle + reach)));
    }

    /** Rounded down; what a sum of binary fractions lacks to a whole is none of a sample's. */
    private static int whole(double samples) {
        return (int) Math.max(0, Math.min(MOST, Math.floor(samples + 1e-6)));
    }
}
