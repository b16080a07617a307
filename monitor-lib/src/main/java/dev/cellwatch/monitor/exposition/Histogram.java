package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** Counts values by their size: {@code Cellwatch.histogram("request_seconds").observe(0.25)}. Thread-safe. */
public final class Histogram extends Distribution {

    Histogram(DistributionDataPoint point, CurrentTrace trace) {
        super(point, trace);
    }
}
