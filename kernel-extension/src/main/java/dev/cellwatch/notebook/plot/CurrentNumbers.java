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
final class CurrentNumbers {

    private final Readings readings;
    private final long nowMillis;
    private final Duration freshness;
    private final List<Now> numbers = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    CurrentNumbers(Readings readings, List<Subject> subjects, long nowMillis, Duration freshness) {
        this.readings = readings;
        this.nowMillis = nowMillis;
        this.freshness = freshness;
        for (Subject subject : subjects) {
            Now now = now(subject);
            numbers.add(now);
            words.add(words(now));
        }
    }

    private Now now(Subject subject) {
        return switch (subject.kind()) {
            case GPU ->
                new Now(
                        latest(subject, GpuMetric.UTILIZATION),
                        latest(subject, GpuMetric.MEMORY_USED),
                        latest(subject, GpuMetric.MEMORY_TOTAL),
                        latest(subject, GpuMetric.POWER_USAGE),
                        latest(subject, GpuMetric.TEMPERATURE));
            case HOST ->
                new Now(
                        latest(subject, HostMetric.CPU_USAGE),
                        latest(subject, HostMetric.MEMORY_USED),
                        latest(subject, HostMetric.MEMORY_TOTAL),
                        Double.NaN,
                        Double.NaN);
            default ->
                new Now(
                        Double.NaN,
                        latest(subject, JvmMetric.HEAP_USED),
                        latest(subject, JvmMetric.HEAP_MAX),
                        Double.NaN,
                        Double.NaN);
        };
    }

    private double latest(Subject subject, Metric metric) {
        OptionalDouble value = readings.latest(subject, metric, nowMillis, freshness);
        return value.isPresent() ? value.getAsDouble() : Double.NaN;
    }

    /** Each one's numbers: {@code 86 %, 73.6 of 80 GiB, 583 W, 67 °C}; empty when nothing is known. */
    List<String> ofEach() {
        return words;
    }

    private static String words(Now now) {
        StringBuilder words = new StringBuilder();
        add(now.use * 100, " %", words);
        memory(now.used, now.total, words);
        add(now.watts, " W", words);
        add(now.degrees, " °C", words);
        return words.toString();
    }

    /** The first ones in one line: {@code 86 % (71-99), 512 of 640 GiB, 4120 W, up to 67 °C}. */
    String together(int count) {
        Tally use = new Tally();
        Tally used = new Tally();
        Tally total = new Tally();
        Tally watts = new Tally();
        Tally degrees = new Tally();
        for (Now now : numbers.subList(0, count)) {
            use.add(now.use * 100);
            used.add(now.used);
            total.add(now.total);
            watts.add(now.watts);
            degrees.add(now.degrees);
        }
        StringBuilder words = new StringBuilder();
        add(use.sum / use.count, " %", words);
        if (use.count > 0) {
            words.append(" (").append(Math.round(use.least)).append('-');
            words.append(Math.round(use.most)).append(')');
        }
        boolean complete = total.count == count && total.least > 0;
        memory(used.count > 0 ? used.sum : Double.NaN, complete ? total.sum : Double.NaN, words);
        add(watts.count > 0 ? watts.sum : Double.NaN, " W", words);
        if (degrees.count > 0) {
            separate(words);
            words.append("up to ").append(Math.round(degrees.most)).append(" °C");
        }
        return words.toString();
    }

    private static void add(double value, String unit, StringBuilder words) {
        if (!Double.isNaN(value)) {
            separate(words);
            words.append(Math.round(value)).append(unit);
        }
    }

    private static void memory(double used, double total, StringBuilder words) {
        if (!Double.isNaN(used)) {
            separate(words);
            double gib = used * Quantity.GIB;
            words.append(gib >= 100 ? Long.toString(Math.round(gib)) : Numbers.oneDecimal(gib));
            if (total > 0) {
                words.append(" of ").append(Numbers.shortest(total * Quantity.GIB, 1));
            }
            words.append(" GiB");
        }
    }

    private static void separate(StringBuilder words) {
        if (!words.isEmpty()) {
            words.append(", ");
        }
    }

    /**
     * One subject's numbers in base units; {@code NaN} where one is not known.
     *
     * @param use the share of time or of cores in use
     * @param used memory
     * @param total memory that there is
     */
    private record Now(double use, double used, double total, double watts, double degrees) {}

    /** The known ones of some numbers. */
    private static final class Tally {
        private int count;
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        void add(double value) {
            if (!Double.isNaN(value)) {
                count++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
    }
}
