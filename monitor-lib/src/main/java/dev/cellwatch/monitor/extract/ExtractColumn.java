package dev.cellwatch.monitor.extract;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import java.util.Arrays;
import java.util.OptionalDouble;

/** One quantity of one subject in the rows of an {@link Extract}, in base units. Immutable. */
public final class ExtractColumn {

    private final Source source;
    private final double[] values;
    private final OptionalDouble lowest;
    private final OptionalDouble highest;

    /**
     * What a column is of.
     *
     * @param name as it heads the column
     * @param subject what it was measured of
     * @param metric what was measured
     */
    public record Source(String name, Subject subject, Metric metric) {}

    /** @param values one for each row, {@code NaN} where there is none */
    ExtractColumn(Source source, double[] values, OptionalDouble lowest, OptionalDouble highest) {
        this.source = source;
        this.values = values.clone();
        this.lowest = lowest;
        this.highest = highest;
    }

    public String name() {
        return source.name();
    }

    public Subject subject() {
        return source.subject();
    }

    public Metric metric() {
        return source.metric();
    }

    public Unit unit() {
        return source.metric().unit();
    }

    /** The value in a row, empty where nothing was measured. */
    public OptionalDouble at(int row) {
        return present(values[row]);
    }

    /** The smallest value that was measured, also within the stretch of one row. */
    public OptionalDouble lowest() {
        return lowest;
    }

    /** The largest value that was measured, also within the stretch of one row. */
    public OptionalDouble highest() {
        return highest;
    }

    /** The mean over the rows that have a value. */
    public OptionalDouble mean() {
        return Arrays.stream(values).filter(Double::isFinite).average();
    }

    private static OptionalDouble present(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
