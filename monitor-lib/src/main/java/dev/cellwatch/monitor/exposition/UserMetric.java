package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A metric of a notebook's own, with a series for each set of label values, up to a bound. Thread-safe.
 *
 * @param <I> what a notebook is handed for a series
 */
final class UserMetric<I> {

    /** More series than this of one metric are counted and left out. */
    static final int MOST_SERIES = 100;

    private final ExposedType type;
    private final List<String> labels;
    private final Making<I> making;
    private final Map<List<String>, I> series = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    UserMetric(ExposedType type, List<String> labels, Making<I> making) {
        this.type = type;
        this.labels = labels;
        this.making = making;
    }

    ExposedType type() {
        return type;
    }

    List<String> labels() {
        return labels;
    }

    /** The series of these label values; beyond the bound one that nobody sees, so that the notebook goes on. */
    I of(List<String> values) {
        I known = series.get(values);
        if (known != null) {
            return known;
        }
        synchronized (series) {
            if (series.size() < MOST_SERIES || series.containsKey(values)) {
                return series.computeIfAbsent(values, making.series());
            }
        }
        refused.increment();
        return making.unseen();
    }

    /** How often a series was asked for that could not be made. */
    long refused() {
        return refused.sum();
    }

    MetricSnapshot snapshot() {
        return making.snapshot().get();
    }

    /**
     * How the client library makes it.
     *
     * @param series makes what is handed out for label values
     * @param unseen is handed out for series above the bound
     * @param snapshot all series as they are now
     */
    record Making<I>(Function<List<String>, I> series, I unseen, Supplier<MetricSnapshot> snapshot) {}
}
