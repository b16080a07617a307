package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/** Something that goes up and down: {@code Cellwatch.gauge("queue_length").set(3)}. Thread-safe. */
public final class Gauge {

    private final GaugeDataPoint point;

    Gauge(GaugeDataPoint point) {
        this.point = point;
    }

    /** Says how much it is now; what is no number is no value, and until the next one there is no series. */
    public void set(double value) {
        point.set(Double.isFinite(value) ? value : Double.NaN);
    }

    public void inc() {
        inc(1);
    }

    public void inc(double more) {
        point.inc(more);
    }

    public void dec() {
        inc(-1);
    }

    public void dec(double less) {
        inc(-less);
    }

    /** How much it is now, {@code NaN} where that was said to be no number. */
    public double value() {
        return point.get();
    }

    /** Times a piece of code: the gauge is set to the seconds of the newest. */
    public Timing time() {
        return new Timing(this::set);
    }
}
