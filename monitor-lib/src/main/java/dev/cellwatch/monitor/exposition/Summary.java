package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** The median and the 90th and 99th percentile of the last five minutes: {@code Cellwatch.summary("step_seconds").observe(0.25)}. Thread-safe. */
public final class Summary extends Distribution {

    Summary(DistributionDataPoint point, CurrentTrace trace) {
        super(point, trace);
    }
}
