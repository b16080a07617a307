package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a notebook says about its own metrics, before or after it makes them. Thread-safe. */
final class HelpTexts {

    /** One for each metric that a notebook may have. */
    private static final int MOST = UserMetrics.MOST;

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** @param name of a metric, a counter's with or without its ending */
    void put(String name, String text) {
        String base = NameRules.described(name);
        if (text.isBlank()) {
            throw new IllegalArgumentException("Say what " + name + " is, in a sentence.");
        }
        if (texts.size() >= MOST && !texts.containsKey(base)) {
            throw new IllegalArgumentException(
                    name + " is one too many: " + MOST + " metrics can be described, as many as a notebook has.");
        }
        texts.put(base, LabelText.cut(text.strip()));
    }

    /** The snapshot with its help text, where there is one. */
    MetricSnapshot of(String base, MetricSnapshot snapshot) {
        String text = texts.get(base);
        if (text == null) {
            return snapshot;
        }
        MetricMetadata said = new MetricMetadata(snapshot.getMetadata().getName(), text);
        if (snapshot instanceof CounterSnapshot counter) {
            return new CounterSnapshot(said, counter.getDataPoints());
        }
        if (snapshot instanceof GaugeSnapshot gauge) {
            return new GaugeSnapshot(said, gauge.getDataPoints());
        }
        if (snapshot instanceof HistogramSnapshot histogram) {
            return new HistogramSnapshot(said, histogram.getDataPoints());
        }
        return snapshot instanceof SummarySnapshot summary
                ? new SummarySnapshot(said, summary.getDataPoints())
                : snapshot;
    }
}
