package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The panels that there are: one method each. */
final class Panels {

    /** With more lines, tints on top of each other say nothing. */
    private static final int MOST_FILLED = 2;

    /** With more names of full length, the legend does not fit in one line of a narrow cell. */
    private static final int MOST_NAMED = 4;
    /** Where the power panel stands among those of {@link #gpus}. */
    static final int POWER = 2;

    private Panels() {}

    static List<Panel> gpus(List<Subject> gpus) {
        boolean filled = gpus.size() <= MOST_FILLED;
        return List.of(
                gpuPanel(Quantity.percent("GPU %"), lines(gpus, GpuMetric.UTILIZATION, false), Optional.empty()),
                gpuPanel(
                        Quantity.gibibytes("memory GiB"),
                        lines(gpus, GpuMetric.MEMORY_USED, filled),
                        limit(GpuMetric.MEMORY_TOTAL, "")),
                gpuPanel(
                        Quantity.watts("power W"),
                        lines(gpus, GpuMetric.POWER_USAGE, false),
                        limit(GpuMetric.POWER_ENFORCED_LIMIT, "limit ")));
    }

    private static Panel gpuPanel(Quantity quantity, List<Series> lines, Optional<Panel.Limit> limit) {
        return new Panel(quantity, lines, limit, false);
    }

    private static List<Series> lines(List<Subject> gpus, Metric metric, boolean filled) {
        boolean named = gpus.size() <= MOST_NAMED;
        return gpus.stream()
                .map(gpu -> line(
                        named ? name(gpu) : "#" + gpu.label("gpu"),
                        gpu,
                        metric,
                        new Series.Style(color(gpu), name(gpu), filled)))
                .toList();
    }

    /** Host and JVM in one panel, below those of the GPUs. */
    static Panel shares(boolean host, boolean jvm) {
        List<Series> lines = new ArrayList<>();
        if (host) {
            lines.add(line("CPU", Subject.HOST, HostMetric.CPU_USAGE, plain(Palette.GREEN, "cpu")));
            lines.add(line("RAM", Subject.HOST, HostMetric.MEMORY_USED_RATIO, plain(Palette.SKY, "ram")));
        }
        if (jvm) {
            lines.add(new Series(
                    "heap",
                    new Series.Row(Subject.JVM, JvmMetric.HEAP_USED),
                    Optional.of(new Series.Row(Subject.JVM, JvmMetric.HEAP_MAX)),
                    plain(Palette.PINK, "heap")));
        }
        return new Panel(Quantity.percent(host ? "host %" : "JVM %"), lines, Optional.empty(), true);
    }

    /** The host's CPU, and the part of it that this kernel takes. */
    static Panel cpu(boolean host, boolean jvm) {
        List<Series> lines = new ArrayList<>();
        if (host) {
            lines.add(line("CPU", Subject.HOST, HostMetric.CPU_USAGE, new Series.Style(Palette.GREEN, "cpu", true)));
        }
        if (jvm) {
            lines.add(new Series(
                    "this kernel",
                    new Series.Row(Subject.JVM, JvmMetric.CPU_USAGE),
                    Optional.of(new Series.Row(Subject.HOST, HostMetric.CPU_COUNT)),
                    plain(Palette.gpu(1), "kernel")));
        }
        return new Panel(Quantity.percent("CPU %"), lines, Optional.empty(), true);
    }

    static Panel hostMemory() {
        Series used = line("RAM", Subject.HOST, HostMetric.MEMORY_USED, new Series.Style(Palette.SKY, "ram", true));
        return new Panel(Quantity.gibibytes("RAM GiB"), List.of(used), limit(HostMetric.MEMORY_TOTAL, ""), false);
    }

    static Panel heap() {
        Series used = line("heap", Subject.JVM, JvmMetric.HEAP_USED, new Series.Style(Palette.PINK, "heap", true));
        return new Panel(Quantity.gibibytes("heap GiB"), List.of(used), limit(JvmMetric.HEAP_MAX, ""), false);
    }

    private static Series line(String name, Subject subject, Metric metric, Series.Style style) {
        return Series.of(name, new Series.Row(subject, metric), style);
    }

    private static Series.Style plain(String color, String group) {
        return new Series.Style(color, group, false);
    }

    private static Optional<Panel.Limit> limit(Metric metric, String label) {
        return Optional.of(new Panel.Limit(metric, label));
    }

    /** {@code GPU 0}. */
    static String name(Subject gpu) {
        return "GPU " + gpu.label("gpu");
    }

    private static String color(Subject gpu) {
        return Palette.gpu(index(gpu));
    }

    /** The GPU's index, which fixes its colour. */
    static int index(Subject gpu) {
        try {
            return Integer.parseInt(gpu.label("gpu"));
        } catch (NumberFormatException e) {
            return gpu.id().hashCode();
        }
    }
}
