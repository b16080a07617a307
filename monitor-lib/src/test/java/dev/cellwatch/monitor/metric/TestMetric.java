package dev.cellwatch.monitor.metric;

import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Shape.once;
import static dev.cellwatch.monitor.metric.Shape.slow;
import static dev.cellwatch.monitor.metric.Unit.COUNT;

import java.util.Locale;

/** Metrics for tests: one of each tier, and one that no plot draws. */
@SuppressWarnings("ImmutableEnumChecker") // rows hold nothing that changes
public enum TestMetric implements Metric {
    LOAD(fast(COUNT).drawn()),
    HEAT(slow(COUNT).drawn()),
    LIMIT(once(COUNT).drawn()),
    JOULES(fast(COUNT).counter());

    private final Row row;

    TestMetric(Shape shape) {
        this.row = new Row("test_" + name().toLowerCase(Locale.ROOT), shape, "A metric for tests");
    }

    @Override
    public Row row() {
        return row;
    }
}
