package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.Readings;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What the GPUs did during a run, in one number each; nothing where too little of it was measured. */
final class RunTotals {

    private static final int POINTS = 240;
    /** Where less of the time was measured, a total would be a guess. */
    private static final double ENOUGH = 0.9;
    /** What a few samples say of a shorter run is chance. */
    private static final long SHORTEST_MILLIS = 5000;

    private final Readings readings;
    private final List<Subject> gpus;
    private final long startMillis;
    private final long endMillis;

    RunTotals(ReadableRun run, History history, Predicate<Subject> gpus, long nowMillis) {
        this.readings = Readings.of(history, run);
        this.gpus = readings.subjects(Subject.Kind.GPU).stream().filter(gpus).toList();
        this.startMillis = run.startMillis();
        this.endMillis = Math.min(nowMillis, run.endMillis());
    }

    /** The mean share of time in use, over all of them. */
    OptionalDouble use() {
        return gpus.stream()
                .map(gpu -> mean(gpu, GpuMetric.UTILIZATION))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** The most memory that was in use on any one of them. */
    OptionalDouble memory() {
        return gpus.stream()
                .flatMapToDouble(
                        gpu -> Arrays.stream(window(gpu, GpuMetric.MEMORY_USED).max()))
                .filter(value -> !Double.isNaN(value))
                .max();
    }

    /** What all of them together used, from the power that was drawn; each GPU whole, whoever used it. */
    OptionalDouble joules() {
        double watts = 0;
        for (Subject gpu : gpus) {
            OptionalDouble mean = mean(gpu, GpuMetric.POWER_USAGE);
            if (mean.isEmpty()) {
                return mean;
            }
            watts += mean.getAsDouble();
        }
        return gpus.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(watts * (endMillis - startMillis) / 1000);
    }

    private OptionalDouble mean(Subject gpu, Metric metric) {
        Window window = window(gpu, metric);
        double[] known = Arrays.stream(window.mean())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        boolean enough = endMillis - startMillis >= SHORTEST_MILLIS && known.length >= ENOUGH * window.size();
        return enough ? Arrays.stream(known).average() : OptionalDouble.empty();
    }

    private Window window(Subject gpu, Metric metric) {
        return readings.window(gpu, metric, startMillis, endMillis, POINTS);
    }
}
