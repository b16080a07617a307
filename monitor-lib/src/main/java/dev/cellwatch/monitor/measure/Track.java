package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What some metrics of one subject did since {@link #begin}: a row for each sample, and when there are too many, each two
 * neighbours folded into one. First, last and largest values are exact however long it takes. Thread-safe.
 */
final class Track {

    /** A quarter of an hour at half a second, before the first folding. */
    static final int MOST_ROWS = 2048;

    private final List<? extends Metric> metrics;
    private final Column[] columns;
    private long[] times = new long[64];
    private int size;
    private long beginMillis;

    Track(List<? extends Metric> metrics) {
        this.metrics = metrics;
        this.columns = metrics.stream().map(Column::new).toArray(Column[]::new);
    }

    /** From here on it counts; the newest values until now are what there was before. */
    synchronized void begin(long millis) {
        beginMillis = millis;
        size = 0;
        for (Column column : columns) {
            column.begin();
        }
    }

    synchronized void add(Sample sample) {
        if (size > 0 && sample.timeMillis() <= times[size - 1]) {
            return; // the clock was set back, or two readings fell on one moment
        }
        if (size == MOST_ROWS) {
            fold();
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
        }
        times[size] = sample.timeMillis();
        for (int i = 0; i < columns.length; i++) {
            columns[i].put(size, sample.get(metrics.get(i)));
        }
        size++;
    }

    private void fold() {
        for (int i = 0; i < size / 2; i++) {
            double first = seconds(2 * i);
            double second = seconds(2 * i + 1);
            for (Column column : columns) {
                column.fold(i, first, second);
            }
        }
        for (int i = 0; i < size / 2; i++) {
            times[i] = times[2 * i + 1];
        }
        size /= 2;
        for (Column column : columns) {
            column.cut(size);
        }
    }

    synchronized int size() {
        return size;
    }

    /** The end of a row, milliseconds since the epoch. */
    synchronized long time(int row) {
        return times[row];
    }

    /** How long a row stands for: since the one before it, or since the beginning. */
    synchronized double seconds(int row) {
        long before = row == 0 ? beginMillis : times[row - 1];
        return Math.max(0, times[row] - before) / 1000.0;
    }

    /** How long after the beginning a metric was read for the last time. */
    synchronized double secondsUntilLast(Metric metric) {
        for (int row = size - 1; row >= 0; row--) {
            if (at(row, metric).isPresent()) {
                return Math.max(0, times[row] - beginMillis) / 1000.0;
            }
        }
        return 0;
    }

    /** What a metric was in a row; a counter's is what it stood at. */
    synchronized OptionalDouble at(int row, Metric metric) {
        return Column.value(column(metric).values[row]);
    }

    /** The newest value before it began. */
    synchronized OptionalDouble before(Metric metric) {
        return Column.value(column(metric).before);
    }

    synchronized OptionalDouble last(Metric metric) {
        return Column.value(column(metric).last);
    }

    /** The largest value, what there was before included. */
    synchronized OptionalDouble peak(Metric metric) {
        return Column.value(column(metric).largest);
    }

    /** The sum of a metric's values times the seconds that they stand for, and how many seconds those are. */
    synchronized Integral integral(Metric metric) {
        double[] values = column(metric).values;
        double sum = 0;
        double seconds = 0;
        for (int i = 0; i < size; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i] * seconds(i);
                seconds += seconds(i);
            }
        }
        return new Integral(sum, seconds);
    }

    /** How far a counter went; absent where it was not read, or was set back. */
    synchronized OptionalDouble increase(Metric metric) {
        Column column = column(metric);
        return column.fell ? OptionalDouble.empty() : Column.value(column.last - column.before);
    }

    /** Whether a counter was set back. */
    synchronized boolean fell(Metric metric) {
        return column(metric).fell;
    }

    private Column column(Metric metric) {
        return columns[metrics.indexOf(metric)];
    }

    /** A sum over time. */
    record Integral(double sum, double seconds) {
        OptionalDouble mean() {
            return seconds > 0 ? OptionalDouble.of(sum / seconds) : OptionalDouble.empty();
        }
    }

    /** One metric. Within it, and nowhere else, NaN stands for what was not read. */
    private static final class Column {
        private final boolean counter;
        private double[] values = new double[64];
        private double before = Double.NaN;
        private double last = Double.NaN;
        private double largest = Double.NaN;
        private boolean fell;

        Column(Metric metric) {
            counter = metric.kind() == Kind.COUNTER;
        }

        static OptionalDouble value(double value) {
            return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }

        void begin() {
            before = last;
            largest = last;
            fell = false;
        }

        void put(int row, OptionalDouble read) {
            if (row == values.length) {
                values = Arrays.copyOf(values, 2 * row);
            }
            double value = read.orElse(Double.NaN);
            values[row] = value;
            if (read.isPresent()) {
                fell |= counter && value < last;
                last = value;
                largest = largest >= value ? largest : value;
            }
        }

        void fold(int row, double firstSeconds, double secondSeconds) {
            double first = values[2 * row];
            double second = values[2 * row + 1];
            if (Double.isNaN(second)) {
                values[row] = first;
            } else if (counter || Double.isNaN(first) || firstSeconds + secondSeconds == 0) {
                values[row] = second;
            } else {
                values[row] = (first * firstSeconds + second * secondSeconds) / (firstSeconds + secondSeconds);
            }
        }

        void cut(int size) {
            Arrays.fill(values, size, values.length, Double.NaN);
        }
    }
}
