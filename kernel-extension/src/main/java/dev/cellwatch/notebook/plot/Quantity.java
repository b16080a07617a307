package dev.cellwatch.notebook.plot;

import java.util.OptionalDouble;

/**
 * What a panel's axis counts.
 *
 * @param title its name and unit, for example {@code memory GiB}
 * @param suffix the unit behind a number, with its space
 * @param factor what a base unit is multiplied with
 * @param decimals how many digits after the point are worth sending
 * @param full the value above which nothing can be, where that is known beforehand
 */
record Quantity(String title, String suffix, double factor, int decimals, OptionalDouble full) {

    static final double GIB = 1.0 / (1L << 30);

    static Quantity percent(String title) {
        return new Quantity(title, " %", 100, 0, OptionalDouble.of(100));
    }

    static Quantity gibibytes(String title) {
        return new Quantity(title, " GiB", GIB, 1, OptionalDouble.empty());
    }

    static Quantity watts(String title) {
        return new Quantity(title, " W", 1, 0, OptionalDouble.empty());
    }
}
