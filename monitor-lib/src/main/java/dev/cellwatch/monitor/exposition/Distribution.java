package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** What takes values down one by one. Thread-safe. */
abstract class Distribution {

    private final DistributionDataPoint point;
    private final CurrentTrace trace;

    Distribution(DistributionDataPoint point, CurrentTrace trace) {
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
