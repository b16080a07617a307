package dev.cellwatch.notebook.plot;

/**
 * How high a panel's axis reaches. Calm: a limit fixes it; without one it grows in steps of round numbers and never
 * shrinks. Not thread-safe.
 */
final class Scale {

    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final int MOST_INTERVALS = 4;
    /** Room above the limit, so that a line at the limit is seen. */
    private static final double ROOM = 1.05;

    private double bottom;
    private double top;
    private ValueAxis axis = ValueAxis.of(0, 1, 1);

    /**
     * Makes room for a limit or, where there is none ({@code NaN}), for the highest value; and for the lowest, if that is
     * below zero.
     */
    void fit(double limit, double lowest, double highest) {
        double above = Double.isNaN(limit) ? highest * ROOM : Math.max(limit, highest) * ROOM;
        boolean higher = above > top; // false for NaN, too
        boolean lower = lowest < bottom;
        if (!higher && !lower) {
            return;
        }
        top = higher ? above : top;
        bottom = lower ? lowest : bottom;
        double step = roundStep(top - bottom, MOST_INTERVALS);
        bottom = Math.floor(bottom / step) * step;
        top = Double.isNaN(limit) ? Math.ceil(top / step) * step : top;
        axis = ValueAxis.of(bottom, top, step);
    }

    /** The smallest round number of which so many reach as far as needed. */
    static double roundStep(double needed, int intervals) {
        double power = Math.pow(10, Math.floor(Math.log10(needed / intervals)));
        for (double round : ROUND) {
            if (needed / (round * power) <= intervals) {
                return round * power;
            }
        }
        return 10 * power;
    }

    /** The axis that it has grown to; up to 1 while nothing is known. */
    ValueAxis axis() {
        return axis;
    }
}
