package dev.cellwatch.monitor.extract;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.Grid;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** Puts windows of one grid side by side and leaves out the points at which none has a value. For one thread. */
final class ExtractBuilder {

    /** From this step on history keeps seven digits. */
    private static final long SEVEN_DIGITS_MILLIS = 10_000;

    private static final DoublePredicate NUMBER = Double::isFinite;

    private final Grid grid;
    private final List<Entry> entries = new ArrayList<>();
    private final BitSet measured = new BitSet();

    private record Entry(ExtractColumn.Source source, Window window) {}

    ExtractBuilder(Grid grid) {
        this.grid = grid;
    }

    Grid grid() {
        return grid;
    }

    void add(ExtractColumn.Source source, Window window) {
        entries.add(new Entry(source, window));
        for (int i = 0; i < window.size(); i++) {
            if (Double.isFinite(window.mean()[i])) {
                measured.set(i);
            }
        }
    }

    Extract build() {
        int[] points = measured.stream().toArray();
        long[] times = Arrays.stream(points).mapToLong(grid::timeMillis).toArray();
        List<ExtractColumn> columns =
                entries.stream().map(entry -> column(entry, points)).toList();
        return new Extract(times, grid.stepMillis(), columns);
    }

    private ExtractColumn column(Entry entry, int... points) {
        Window window = entry.window();
        Metric metric = entry.source().metric();
        boolean folded = metric.drawn()
                && entry.source().subject().kind() != Subject.Kind.RUN
                && grid.stepMillis() >= SEVEN_DIGITS_MILLIS;
        double[] values = Arrays.stream(points)
                .mapToDouble(i -> isLast(metric) || isOne(window, i) ? window.max()[i] : window.mean()[i])
                .map(value -> folded ? sevenDigits(value) : value)
                .toArray();
        OptionalDouble lowest = Arrays.stream(window.min()).filter(NUMBER).min();
        OptionalDouble highest = Arrays.stream(window.max()).filter(NUMBER).max();
        return new ExtractColumn(entry.source(), values, lowest, highest);
    }

    /** A counter stands where it is at the end of a stretch, and a mean of bits would be none. */
    private static boolean isLast(Metric metric) {
        return metric.kind() == Kind.COUNTER || metric == GpuMetric.THROTTLE_REASONS;
    }

    /** The mean of one value is that value, to its last digit: 1.0E-4, not 1.0000000000000002E-4. */
    private static boolean isOne(Window window, int point) {
        return window.min()[point] == window.max()[point];
    }

    /** 0.87, where 0.87 was put in and 0.8700000047683716 came out. */
    private static double sevenDigits(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }
}
