package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** The median and the 90th and 99th percentile of the last five minutes: {@code Cellwatch.summary("step_seconds").observe(0.25)}. Thread-safe. */
public final class Summary {

    private final DistributionDataPoint point;
    private final CurrentTrace trace;

    Summary(DistributionDataPoint point, CurrentTrace trace) {
        this.point = point;
        this.trace = trace;
    }

    /** Takes down a value; one that is no number is none. */
    public void observe(double value) {
        if (Double.isFinite(value)) {
            trace.observe(point, value);
        }
    }

    /** Times a piece of code, in seconds. */
    public Timing time() {
        return new Timing(this::observe);
    }
}
