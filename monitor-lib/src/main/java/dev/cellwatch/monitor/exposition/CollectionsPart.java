package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** The JVM's garbage collections: how many, and how long they took together. */
final class CollectionsPart implements Part {

    private static final MetricMetadata COLLECTIONS =
            new MetricMetadata(ExposedMetric.GC_COLLECTION.id(), ExposedMetric.GC_COLLECTION.help());

    private final History history;
    private final Duration age;

    CollectionsPart(History history, Duration interval) {
        this.history = history;
        this.age = new Freshness(interval).of(Subject.Kind.JVM, Tier.FAST);
    }

    @Override
    public String name() {
        return "garbage collections";
    }

    @Override
    public void tell(Scrape to) {
        OptionalDouble count = history.latest(Subject.JVM, JvmMetric.GC_COLLECTIONS, to.nowMillis(), age);
        OptionalDouble seconds = history.latest(Subject.JVM, JvmMetric.GC_SECONDS, to.nowMillis(), age);
        if (to.isLive("jvm") && count.isPresent() && seconds.isPresent()) {
            SummaryDataPointSnapshot both = new SummaryDataPointSnapshot(
                    (long) count.getAsDouble(),
                    seconds.getAsDouble(),
                    io.prometheus.metrics.model.snapshots.Quantiles.EMPTY,
                    Labels.EMPTY,
                    Exemplars.EMPTY,
                    0);
            to.put(new SummarySnapshot(COLLECTIONS, List.of(both)));
        }
    }
}
