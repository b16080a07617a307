package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.log.Trace;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives observations the ids of what goes on, as examples of their bucket that lead to a trace.
 *
 * @param now what goes on, if anything does
 */
record CurrentTrace(Supplier<Optional<Trace>> now) {

    void observe(DistributionDataPoint point, double value) {
        Optional<Trace> trace = now.get();
        if (trace.isEmpty()) {
            point.observe(value);
        } else {
            point.observeWithExemplar(value, labels(trace.get()));
        }
    }

    static Labels labels(Trace trace) {
        return Labels.of(Exemplar.SPAN_ID, trace.spanId(), Exemplar.TRACE_ID, trace.traceId());
    }
}
