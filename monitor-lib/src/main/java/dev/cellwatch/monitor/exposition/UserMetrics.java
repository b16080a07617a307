package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A notebook's own metrics. Asking again for one of that name gives the same, so that a cell can run twice. Thread-safe. */
final class UserMetrics implements Part {

    /** As many as anybody reads; a name that is made anew in each round of a loop ends here. */
    static final int MOST = 100;

    private final Map<String, UserMetric<?>> known = new ConcurrentHashMap<>();
    private final HelpTexts texts = new HelpTexts();
    private final CurrentTrace trace;

    UserMetrics(CurrentTrace trace) {
        this.trace = trace;
    }

    @Override
    public String name() {
        return "the notebook's own metrics";
    }

    @Override
    public void tell(Scrape to) {
        known.forEach((name, metric) -> {
            MetricSnapshot snapshot = metric.snapshot();
            to.put(texts.of(name, snapshot instanceof GaugeSnapshot gauges ? numbers(gauges) : snapshot));
            to.dropped(name, metric.refused());
        });
    }

    private static MetricSnapshot numbers(GaugeSnapshot gauges) {
        return new GaugeSnapshot(
                gauges.getMetadata(),
                gauges.getDataPoints().stream()
                        .filter(point -> !Double.isNaN(point.getValue()))
                        .toList());
    }

    /** What is said about a metric, whether it is there already or not. */
    void describe(String name, String text) {
        texts.put(name, text);
    }

    Counter counter(String name, String... labels) {
        return find(
                ExposedType.COUNTER,
                name,
                labels,
                (base, keys) -> making(
                        io.prometheus.metrics.core.metrics.Counter.builder()
                                .name(base)
                                .help("Counted by the notebook.")
                                .labelNames(keys)
                                .build(),
                        io.prometheus.metrics.core.metrics.Counter.builder()
                                .name("unseen")
                                .build(),
                        (metric, values) -> new Counter(values == null ? metric : metric.labelValues(values))));
    }

    Gauge gauge(String name, String... labels) {
        return find(
                ExposedType.GAUGE,
                name,
                labels,
                (base, keys) -> making(
                        io.prometheus.metrics.core.metrics.Gauge.builder()
                                .name(base)
                                .help("Set by the notebook.")
                                .labelNames(keys)
                                .build(),
                        io.prometheus.metrics.core.metrics.Gauge.builder()
                                .name("unseen")
                                .build(),
                        (metric, values) -> new Gauge(values == null ? metric : metric.labelValues(values))));
    }

    /** @param bounds the upper bounds of its buckets, none for the usual ones from 5 ms to 10 s */
    Histogram histogram(String name, double[] bounds, String... labels) {
        return find(ExposedType.HISTOGRAM, name, labels, (base, keys) -> {
            var builder = io.prometheus.metrics.core.metrics.Histogram.builder()
                    .name(base)
                    .help("Observed by the notebook.")
                    .labelNames(keys)
                    .classicOnly();
            return making(
                    (bounds.length == 0 ? builder : builder.classicUpperBounds(bounds)).build(),
                    io.prometheus.metrics.core.metrics.Histogram.builder()
                            .name("unseen")
                            .build(),
                    (metric, values) -> new Histogram(values == null ? metric : metric.labelValues(values), trace));
        });
    }

    Summary summary(String name, String... labels) {
        return find(
                ExposedType.SUMMARY,
                name,
                labels,
                (base, keys) -> making(
                        Quantiles.summary(base, "Observed by the notebook.", keys),
                        io.prometheus.metrics.core.metrics.Summary.builder()
                                .name("unseen")
                                .build(),
                        (metric, values) -> new Summary(values == null ? metric : metric.labelValues(values), trace)));
    }

    @SuppressWarnings("unchecked") // the type of a metric says what it hands out
    private <I> I find(ExposedType type, String name, String[] labels, Maker<I> maker) {
        String base = NameRules.base(name, type);
        SortedMap<String, String> pairs = pairs(name, labels);
        List<String> keys = List.copyOf(pairs.keySet());
        UserMetric<?> metric = known.get(base);
        if (metric == null) {
            metric = admit(
                    name, base, () -> new UserMetric<>(type, keys, maker.make(base, keys.toArray(new String[0]))));
        }
        if (metric.type() != type) {
            throw new IllegalArgumentException(
                    name + " is a " + metric.type().word() + " already, and cannot be a " + type.word() + " as well.");
        }
        if (!metric.labels().equals(keys)) {
            throw new IllegalArgumentException(
                    name + " has " + words(metric.labels()) + ", and not " + words(keys) + ".");
        }
        return ((UserMetric<I>) metric).of(List.copyOf(pairs.values()));
    }

    private synchronized UserMetric<?> admit(
            String name, String base, java.util.function.Supplier<UserMetric<?>> making) {
        UserMetric<?> metric = known.get(base);
        if (metric == null && known.size() >= MOST) {
            throw new IllegalArgumentException(
                    name + " is one metric too many: a notebook has " + MOST + " at most. Use labels for what varies.");
        }
        return known.computeIfAbsent(base, any -> making.get());
    }

    private static SortedMap<String, String> pairs(String name, String[] labels) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("The labels of " + name + " are pairs of a name and a value; "
                    + labels[labels.length - 1] + " has no value.");
        }
        SortedMap<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            NameRules.checkLabel(name, labels[i]);
            if (pairs.put(labels[i], LabelText.cut(String.valueOf(labels[i + 1]))) != null) {
                throw new IllegalArgumentException("The label " + labels[i] + " of " + name + " stands twice.");
            }
        }
        return pairs;
    }

    private static String words(List<String> labels) {
        return labels.isEmpty() ? "no labels" : "the labels " + String.join(", ", labels);
    }

    private static <M extends StatefulMetric<?, ?>, I> UserMetric.Making<I> making(
            M metric, M unseen, Handing<M, I> hand) {
        return new UserMetric.Making<>(
                values -> hand.out(metric, values.toArray(new String[0])), hand.out(unseen, null), metric::collect);
    }

    /** Makes a metric of a name with labels of these names. */
    private interface Maker<I> {
        UserMetric.Making<I> make(String name, String[] labels);
    }

    /** Makes what a notebook is handed for a series; without values for the one that has no labels. */
    private interface Handing<M, I> {
        I out(M metric, String @Nullable [] values);
    }
}
