package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a series is heading: the median of the slopes between all pairs of its points, which a few odd points do not
 * move, with the band in which that median lies. There is none where the order of the points may be chance, where they
 * scatter more than they rise, or where the last third of them no longer goes on like the whole.
 *
 * @param perSecond the slope
 * @param slowest the slope that is nearest to 0 within the band
 * @param steepest the slope that is farthest from 0 within the band
 * @param level where it stands at its end
 * @param change how far it went in all
 */
public record Trend(double perSecond, double slowest, double steepest, double level, double change) {

    /** With fewer points chance has its way. */
    private static final int ENOUGH = 12;
    /** How many deviations of Kendall's count from chance are no chance: one in some thousand trends of nothing. */
    private static final double SURE = 3.5;
    /** The band in which the slope lies, in the same deviations. */
    private static final double BAND = 2;
    /** A normal distribution's deviation is so many times the median distance from its middle. */
    private static final double DEVIATION = 1.4826;

    /** The trend of the means of a window, upward or downward. */
    public static Optional<Trend> of(Window window) {
        return of(window.mean(), window.stepMillis() / 1000.0);
    }

    /** The trend of values that lie so many seconds apart; gaps are {@code NaN}. */
    static Optional<Trend> of(double[] values, double step) {
        int[] at = java.util.stream.IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        if (at.length < ENOUGH) {
            return Optional.empty();
        }
        double[] slopes = slopes(values, at, step);
        double deviation = Math.sqrt(at.length * (at.length - 1.0) * (2.0 * at.length + 5) / 18);
        if (Math.abs(risesMoreThanFalls(slopes)) < SURE * deviation) {
            return Optional.empty(); // before they are sorted, which is dear and needed by few
        }
        Arrays.sort(slopes);
        double slope = slopes[slopes.length / 2];
        double change = slope * step * (at[at.length - 1] - at[0]);
        if (Math.abs(change) < 3 * scatter(values, at, slope * step)
                || !goesOn(values, Arrays.copyOfRange(at, at.length - at.length / 3, at.length), slope, step)) {
            return Optional.empty();
        }
        int beside = (int) Math.ceil(BAND * deviation / 2);
        double low = slopes[Math.max(0, slopes.length / 2 - beside)];
        double high = slopes[Math.min(slopes.length - 1, slopes.length / 2 + beside)];
        boolean up = slope > 0;
        return Optional.of(new Trend(slope, up ? low : high, up ? high : low, values[at[at.length - 1]], change));
    }

    /** Kendall's count. */
    private static int risesMoreThanFalls(double[] slopes) {
        int count = 0;
        for (double slope : slopes) {
            count += slope > 0 ? 1 : slope < 0 ? -1 : 0;
        }
        return count;
    }

    /** Of all pairs. */
    private static double[] slopes(double[] values, int[] at, double step) {
        double[] slopes = new double[at.length * (at.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = i + 1; j < at.length; j++) {
                slopes[n++] = (values[at[j]] - values[at[i]]) / (step * (at[j] - at[i]));
            }
        }
        return slopes;
    }

    /** How far points lie from the line, as a deviation. */
    private static double scatter(double[] values, int[] at, double perSlot) {
        double[] offsets = Arrays.stream(at)
                .mapToDouble(i -> values[i] - perSlot * i)
                .sorted()
                .toArray();
        double middle = offsets[offsets.length / 2];
        double[] distances = Arrays.stream(offsets)
                .map(offset -> Math.abs(offset - middle))
                .sorted()
                .toArray();
        return DEVIATION * distances[distances.length / 2];
    }

    /** Whether the end still has half of the slope, in the same direction. */
    private static boolean goesOn(double[] values, int[] end, double slope, double step) {
        double[] slopes = slopes(values, end, step);
        Arrays.sort(slopes);
        return slopes.length > 0 && slopes[slopes.length / 2] / slope >= 0.5;
    }
}
