package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.metric.Metric;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.List;

/**
 * What all series of one name have in common; made once, because scrapes are many.
 *
 * @param name the exposition name
 * @param type how its values move
 * @param metadata the same in the words of the client library
 */
record Family(String name, ExposedType type, MetricMetadata metadata) {

    static Family of(ExposedName name, Metric metric) {
        return of(name.name(), ExposedName.type(metric), metric.help());
    }

    static Family of(ExposedMetric metric) {
        return of(metric.id(), metric.type(), metric.help());
    }

    static Family of(String name, ExposedType type, String help) {
        MetricSnapshot.Builder<?> builder =
                switch (type) {
                    case GAUGE -> GaugeSnapshot.builder();
                    case COUNTER -> CounterSnapshot.builder();
                    case UNTYPED -> UnknownSnapshot.builder();
                    case INFO -> InfoSnapshot.builder();
                    case HISTOGRAM -> HistogramSnapshot.builder();
                    case SUMMARY -> SummarySnapshot.builder();
                };
        builder.name(name);
        builder.help(help);
        return new Family(name, type, builder.build().getMetadata());
    }

    /** These series as one snapshot; each must have labels of its own. */
    MetricSnapshot snapshot(List<Value> values) {
        return switch (type) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        values.stream()
                                .map(one ->
                                        new CounterDataPointSnapshot(Math.max(0, one.number()), one.labels(), null, 0))
                                .toList());
            case UNTYPED ->
                new UnknownSnapshot(
                        metadata,
                        values.stream()
                                .map(one -> new UnknownDataPointSnapshot(one.number(), one.labels(), null))
                                .toList());
            case INFO ->
                new InfoSnapshot(
                        metadata,
                        values.stream()
                                .map(one -> new InfoDataPointSnapshot(one.labels()))
                                .toList());
            case GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        values.stream()
                                .map(one -> new GaugeDataPointSnapshot(one.number(), one.labels(), null))
                                .toList());
            case HISTOGRAM, SUMMARY -> throw new IllegalStateException(name + " is more than one number");
        };
    }
}
