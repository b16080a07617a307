package dev.cellwatch.notebook.plot;

import java.util.OptionalDouble;

/**
 * What a panel's axis counts.
 *
 * @param title its name and unit, for example {@code memory GiB}
 * @param suffix the unit behind a number, with its space
 * @param factor what a base unit is multiplied with
 * @param decimals how many digits after the point are worth sending; {@link #SIGNIFICANT} for any size of numbers
 * @param full the value above which nothing can be, where that is known beforehand
 */
record Quantity(String title, String suffix, double factor, int decimals, OptionalDouble full) {

    static final double GIB = 1.0 / (1L << 30);
    /** Only the first digits count, wherever the point is. */
    static final int SIGNIFICANT = Integer.MAX_VALUE;

    static Quantity percent(String title) {
        return new Quantity(title, " %", 100, 0, OptionalDouble.of(100));
    }

    static Quantity gibibytes(String title) {
        return new Quantity(title, " GiB", GIB, 1, OptionalDouble.empty());
    }

    /** Milliseconds. */
    static Quantity millis(String title) {
        return new Quantity(title, " ms", 1000, SIGNIFICANT, OptionalDouble.empty());
    }

    /** A number of any size, such as a loss. */
    static Quantity number(String title) {
        return new Quantity(title, "", 1, SIGNIFICANT, OptionalDouble.empty());
    }

    /** How Plotly writes a value. */
    String hoverFormat() {
        return decimals == SIGNIFICANT ? ".4~g" : "." + decimals + "f";
    }

    static Quantity watts(String title) {
        return new Quantity(title, " W", 1, 0, OptionalDouble.empty());
    }
}
