package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;

/**
 * The points of one line of a plot, evenly spaced in time.
 *
 * @param firstMillis when the first point was, milliseconds since the epoch
 * @param stepMillis the time between two points
 * @param y the values in the panel's unit; {@code NaN} where the line has a gap
 */
@SuppressWarnings("ArrayRecordComponent") // made for one frame, read once
record Curve(long firstMillis, long stepMillis, double[] y) {

    /**
     * Takes one point from each bucket, so that of every two neighbouring buckets the lowest and the highest value are
     * drawn: a spike survives, and a line of single samples stays what it is.
     *
     * @param factor what the values are multiplied with
     * @param bridgeMillis up to which silence nothing is missing
     */
    static Curve of(Window window, double factor, long bridgeMillis) {
        double[] y = new double[window.size()];
        // pairs are cut from absolute time, so that a moving window does not make the line shimmer
        int odd = (int) Math.floorMod(Math.floorDiv(window.startMillis(), window.stepMillis()), 2L);
        for (int i = -odd; i < y.length; i += 2) {
            pair(window, i, y);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] *= factor;
        }
        return bridged(window, y, bridgeMillis);
    }

    /**
     * Takes the mean of each bucket: what a training says jitters from step to step, and a line of extremes would show its
     * hiccups as its pace. A step that takes long fills the buckets that it reaches, and is seen.
     *
     * @param factor what the values are multiplied with
     * @param bridgeMillis up to which silence nothing is missing
     */
    static Curve ofMeans(Window window, double factor, long bridgeMillis) {
        double[] y = new double[window.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = window.mean()[i] * factor;
        }
        return bridged(window, y, bridgeMillis);
    }

    /** The points in the middle of the window's buckets. */
    private static Curve bridged(Window window, double[] y, long bridgeMillis) {
        bridge(y, (int) (bridgeMillis / window.stepMillis()));
        return new Curve(window.startMillis() + window.stepMillis() / 2, window.stepMillis(), y);
    }

    private static void pair(Window window, int first, double[] y) {
        int second = first + 1;
        if (first < 0 || second == y.length || Double.isNaN(window.min()[first] + window.min()[second])) {
            for (int i = Math.max(0, first); i <= Math.min(second, y.length - 1); i++) {
                y[i] = window.mean()[i];
            }
            return;
        }
        double low = Math.min(window.min()[first], window.min()[second]);
        double high = Math.max(window.max()[first], window.max()[second]);
        boolean rising = rising(window, first, low + high - 2 * (first == 0 ? low : y[first - 1]));
        y[first] = rising ? low : high;
        y[second] = rising ? high : low;
    }

    /** Which came first is known where the two buckets do not overlap; else whichever makes the calmer line. */
    private static boolean rising(Window window, int first, double nearerToLow) {
        if (window.max()[first] <= window.min()[first + 1]) {
            return true;
        }
        return window.min()[first] < window.max()[first + 1] && nearerToLow >= 0;
    }

    /** A bucket in which no sample was due is passed over by the line; a longer silence stays a gap. */
    private static void bridge(double[] y, int longest) {
        int last = -1;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isNaN(y[i])) {
                if (last >= 0 && i - last > 1 && i - last <= longest) {
                    for (int between = last + 1; between < i; between++) {
                        y[between] = y[last] + (y[i] - y[last]) * (between - last) / (i - last);
                    }
                }
                last = i;
            }
        }
    }

    /** The same without gaps between its first and its last value. */
    Curve joined() {
        double[] whole = y.clone();
        bridge(whole, whole.length);
        return new Curve(firstMillis, stepMillis, whole);
    }

    /** The largest value, or {@code NaN} when there is none. */
    double highest() {
        double highest = Double.NaN;
        for (double value : y) {
            highest = higher(highest, value);
        }
        return highest;
    }

    /** The smallest value, or infinity when there is none. */
    double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (double value : y) {
            lowest = value < lowest ? value : lowest;
        }
        return lowest;
    }

    /** The larger of two, of which either may be {@code NaN} for nothing. */
    static double higher(double one, double other) {
        return other > one || Double.isNaN(one) ? other : one;
    }
}
