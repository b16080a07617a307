package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Shape;
import dev.cellwatch.monitor.metric.Unit;

/**
 * A quantity that only its run knows, such as {@code accuracy}.
 *
 * @param name what training code calls it
 */
public record UserMetric(String name) implements Metric {

    @Override
    public Row row() {
        return new Row(name, Shape.fast(Unit.COUNT).drawn(), "Logged by a training run.");
    }
}
