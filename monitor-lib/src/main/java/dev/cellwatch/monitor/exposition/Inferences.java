package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.trace.Traced;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Metric;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What models are asked and how they answer, by model. Thread-safe. */
final class Inferences implements Part {

    /** Further models are told as one. */
    static final int MOST_MODELS = 50;

    private static final String OTHERS = "others";
    private static final String MODEL = "model";

    private final Counter requests = counter(ExposedMetric.INFERENCE_REQUESTS);
    private final Counter errors = counter(ExposedMetric.INFERENCE_ERRORS);
    private final Counter tokens = counter(ExposedMetric.INFERENCE_TOKENS);
    private final Gauge active = gauge(ExposedMetric.INFERENCE_ACTIVE);
    private final Gauge batchSize = gauge(ExposedMetric.INFERENCE_BATCH_SIZE);
    private final Gauge memory = gauge(ExposedMetric.INFERENCE_MEMORY);
    private final Summary latency =
            Quantiles.summary(ExposedMetric.INFERENCE_LATENCY.id(), ExposedMetric.INFERENCE_LATENCY.help(), MODEL);
    private final Map<String, Model> models = new ConcurrentHashMap<>();
    private final CurrentTrace trace;

    Inferences(CurrentTrace trace) {
        this.trace = trace;
    }

    private static Counter counter(ExposedMetric metric) {
        return Counter.builder()
                .name(metric.id())
                .help(metric.help())
                .labelNames(MODEL)
                .build();
    }

    private static Gauge gauge(ExposedMetric metric) {
        return Gauge.builder()
                .name(metric.id())
                .help(metric.help())
                .labelNames(MODEL)
                .build();
    }

    @Override
    public String name() {
        return "inferences";
    }

    @Override
    public void tell(Scrape to) {
        for (Metric metric : List.of(requests, errors, tokens, active, batchSize, memory, latency)) {
            MetricSnapshot snapshot = metric.collect();
            if (!snapshot.getDataPoints().isEmpty()) {
                to.put(snapshot);
            }
        }
    }

    /** A request to a model begins. */
    Inference begin(String model) {
        return new Inference(model(LabelText.cut(String.valueOf(model))));
    }

    private Model model(String name) {
        Model known = models.get(name);
        if (known != null) {
            return known;
        }
        synchronized (models) {
            boolean room = models.size() < MOST_MODELS || models.containsKey(name);
            return models.computeIfAbsent(room ? name : OTHERS, Model::new);
        }
    }

    /** The series of one model; those of what its code does not tell are not made. */
    final class Model {
        private final String name;

        private Model(String name) {
            this.name = name;
            requests.labelValues(name);
            errors.labelValues(name);
        }

        Traced begun() {
            active.labelValues(name).inc();
            return trace.span("inference " + name).attribute(MODEL, name);
        }

        void done(double seconds, boolean failed) {
            active.labelValues(name).dec();
            requests.labelValues(name).inc();
            if (failed) {
                errors.labelValues(name).inc();
            }
            trace.observe(latency.labelValues(name), seconds);
        }

        void tokens(long count) {
            tokens.labelValues(name).inc(count);
        }

        void batchSize(long samples) {
            batchSize.labelValues(name).set((double) samples);
        }

        void memory(long bytes) {
            memory.labelValues(name).set((double) bytes);
        }
    }
}
