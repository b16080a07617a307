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

    /** Each one's numbers. */
    List<String> ofEach(List<Subject> subjects) {
        List<String> each = new ArrayList<>();
        for (Subject subject : subjects) {
            each.add(of(subject));
        }
        return each;
    }

    /** Many GPUs in one line: {@code 86 % (71-99), 512 of 640 GiB, 4120 W, up to 67 °C}. */
    String together(List<Subject> gpus) {
        Tally use = tally(gpus, GpuMetric.UTILIZATION, 100);
        Tally watts = tally(gpus, GpuMetric.POWER_USAGE, 1);
        Tally degrees = tally(gpus, GpuMetric.TEMPERATURE, 1);
        return joined(
                use.count == 0
                        ? ""
                        : whole(use.sum / use.count) + " % (" + whole(use.least) + "-" + whole(use.most) + ")",
                ofTotal(gpus, GpuMetric.MEMORY_USED, GpuMetric.MEMORY_TOTAL),
                watts.count == 0 ? "" : whole(watts.sum) + " W",
                degrees.count == 0 ? "" : "up to " + whole(degrees.most) + " °C");
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

    private Tally tally(List<Subject> subjects, Metric metric, double factor) {
        Tally tally = new Tally();
        for (Subject subject : subjects) {
            OptionalDouble value = latest(subject, metric);
            if (value.isPresent()) {
                tally.add(value.getAsDouble() * factor);
            }
        }
        return tally;
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
        Tally some = tally(subjects, used, Quantity.GIB);
        if (some.count == 0) {
            return "";
        }
        Tally all = tally(subjects, total, Quantity.GIB);
        String gib = some.sum >= 100 ? whole(some.sum) : Numbers.oneDecimal(some.sum);
        boolean complete = all.count == subjects.size() && all.least > 0;
        return complete ? gib + " of " + Numbers.shortest(all.sum, 1) + " GiB" : gib + " GiB";
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }

    /** What is known of a metric, over some subjects. */
    private static final class Tally {
        private int count;
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        void add(double value) {
            count++;
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
    }
}
