package dev.cellwatch.monitor.training;

import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Unit.COUNT;
import static dev.cellwatch.monitor.metric.Unit.PER_SECOND;
import static dev.cellwatch.monitor.metric.Unit.SECONDS;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of every training run. Values of other names belong to their run only. */
@SuppressWarnings("ImmutableEnumChecker") // rows hold nothing that changes
public enum TrainingMetric implements Metric {
    LOSS("training_loss", fast(COUNT).drawn(), "Training loss, the newest value.", "loss", "train_loss"),
    VALIDATION_LOSS(
            "validation_loss",
            fast(COUNT).drawn(),
            "Loss on data that is not trained on, the newest value.",
            "val_loss"),
    LEARNING_RATE("learning_rate", fast(COUNT).drawn(), "Learning rate in force.", "lr"),
    EPOCH("current_epoch", fast(COUNT), "The epoch that is running, counted from 1.", "epoch"),
    BATCH_TIME(
            "batch_processing_time",
            fast(SECONDS).drawn(),
            "How long the newest batch took.",
            "batch_time",
            "step_time"),
    THROUGHPUT("training_samples_per_second", fast(PER_SECOND).drawn(), "Samples processed in a second.", "throughput");

    /** By every name that training code has for them. */
    private static final Map<String, TrainingMetric> NAMED = named();

    private final Row row;
    private final List<String> names;

    TrainingMetric(String id, Shape shape, String help, String... names) {
        this.row = new Row(id, shape, help);
        this.names = List.of(names);
    }

    @Override
    public Row row() {
        return row;
    }

    /** Whether a row has that exposition name. */
    public static boolean isId(String name) {
        TrainingMetric metric = NAMED.get(name);
        return metric != null && metric.id().equals(name);
    }

    /** The row that training code means by a name: {@code loss}, {@code train_loss}, {@code val_loss}, {@code lr}. */
    static Optional<TrainingMetric> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    private static Map<String, TrainingMetric> named() {
        Map<String, TrainingMetric> named = new HashMap<>();
        for (TrainingMetric metric : values()) {
            named.put(metric.id(), metric);
            metric.names.forEach(name -> named.put(name, metric));
        }
        return named;
    }
}
