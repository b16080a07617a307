package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** Counts what a notebook does: {@code Cellwatch.counter("images_total").inc()}. Begins at 0, costs nanoseconds. Thread-safe. */
public final class Counter {

    private final CounterDataPoint point;

    Counter(CounterDataPoint point) {
        this.point = point;
    }

    public void inc() {
        point.inc();
    }

    /** Adds that much, which must not be less than nothing. */
    public void inc(double more) {
        if (!(more >= 0 && Double.isFinite(more))) {
            throw new IllegalArgumentException("A counter only goes up: " + more + " cannot be added to it.");
        }
        point.inc(more);
    }

    /** What was counted so far. */
    public double value() {
        return point.get();
    }
}
