package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The newest numbers of subjects in words; what is not known, or no longer true, is left out. */
record CurrentNumbers(Readings readings, long nowMillis, Duration freshness) {

    /** {@code 86 %, 73.6 of 80 GiB, 583 W, 67 °C}; empty when nothing is known. */
    String of(Subject subject) {
        return switch (subject.kind()) {
            case GPU ->
                joined(
                        text(subject, GpuMetric.UTILIZATION),
                        ofTotal(List.of(subject), GpuMetric.MEMORY_USED, GpuMetric.MEMORY_TOTAL),
                        text(subject, GpuMetric.POWER_USAGE),
                        text(subject, GpuMetric.TEMPERATURE));
            case HOST ->
                joined(
                        text(subject, HostMetric.CPU_USAGE),
                        ofTotal(List.of(subject), HostMetric.MEMORY_USED, HostMetric.MEMORY_TOTAL));
            default -> ofTotal(List.of(subject), JvmMetric.HEAP_USED, JvmMetric.HEAP_MAX);
        };
    }

    /** Many GPUs in one line: {@code 86 % (71-99), 512 of 640 GiB, 4120 W, up to 67 °C}. */
    String together(List<Subject> gpus) {
        double[] use =
                all(gpus, GpuMetric.UTILIZATION).map(ratio -> ratio * 100).toArray();
        double[] watts = all(gpus, GpuMetric.POWER_USAGE).toArray();
        double[] degrees = all(gpus, GpuMetric.TEMPERATURE).toArray();
        return joined(
                use.length == 0 ? "" : whole(mean(use)) + " % (" + whole(min(use)) + "-" + whole(max(use)) + ")",
                ofTotal(gpus, GpuMetric.MEMORY_USED, GpuMetric.MEMORY_TOTAL),
                watts.length == 0 ? "" : whole(DoubleStream.of(watts).sum()) + " W",
                degrees.length == 0 ? "" : "up to " + whole(max(degrees)) + " °C");
    }

    private static String joined(String... parts) {
        List<String> known = new ArrayList<>();
        for (String part : parts) {
            if (!part.isEmpty()) {
                known.add(part);
            }
        }
        return String.join(", ", known);
    }

    private OptionalDouble latest(Subject subject, Metric metric) {
        return readings.latest(subject, metric, nowMillis, freshness);
    }

    private DoubleStream all(List<Subject> subjects, Metric metric) {
        return subjects.stream().flatMapToDouble(subject -> latest(subject, metric).stream());
    }

    private String text(Subject subject, Metric metric) {
        OptionalDouble value = latest(subject, metric);
        return switch (metric.unit()) {
            case RATIO -> value.isPresent() ? whole(value.getAsDouble() * 100) + " %" : "";
            case WATTS -> value.isPresent() ? whole(value.getAsDouble()) + " W" : "";
            case CELSIUS -> value.isPresent() ? whole(value.getAsDouble()) + " °C" : "";
            default -> value.isPresent() ? metric.unit().format(value.getAsDouble()) : "";
        };
    }

    private String ofTotal(List<Subject> subjects, Metric used, Metric total) {
        double[] some = all(subjects, used).map(bytes -> bytes * Quantity.GIB).toArray();
        double[] most = all(subjects, total).map(bytes -> bytes * Quantity.GIB).toArray();
        if (some.length == 0) {
            return "";
        }
        double sum = DoubleStream.of(some).sum();
        String gib = sum >= 100 ? whole(sum) : Numbers.oneDecimal(sum);
        boolean complete = most.length == subjects.size() && min(most) > 0;
        return complete ? gib + " of " + Numbers.shortest(DoubleStream.of(most).sum(), 1) + " GiB" : gib + " GiB";
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).sum() / values.length;
    }

    private static double min(double[] values) {
        return DoubleStream.of(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return DoubleStream.of(values).max().orElse(0);
    }
}
