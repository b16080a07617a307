package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.trace.Traced;
import dev.cellwatch.monitor.trace.Tracing;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;

/**
 * Gives observations the ids of what goes on, as examples of their bucket that lead to a trace.
 *
 * @param tracing knows what goes on, if anything does
 */
record CurrentTrace(Tracing tracing) {

    Traced span(String name) {
        return tracing.span(name);
    }

    void observe(DistributionDataPoint point, double value) {
        Optional<Trace> trace = tracing.current();
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
