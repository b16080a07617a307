package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.UserMetric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The panels that there are: one method each. */
final class Panels {

    /** With more lines, tints on top of each other say nothing. */
    private static final int MOST_FILLED = 2;

    /** With more names of full length, the legend does not fit in one line of a narrow cell. */
    private static final int MOST_NAMED = 4;
    /** Where the power panel stands among those of {@link #gpus}. */
    static final int POWER = 2;
    /** What a value's name begins with when it was measured on data that is not trained on. */
    private static final String VALIDATION = "validation_";
    /** Names of a run's own for which there is room. */
    static final int MOST_OWN = 2;

    private Panels() {}

    /** What a run says: loss, its own values, learning rate, time of a batch, throughput; only what there is. */
    static List<Panel> run(RunView view) {
        Subject run = view.run().subject();
        List<Panel> panels = new ArrayList<>();
        panels.add(new Panel(
                Quantity.number("loss"),
                List.of(
                        line("loss", run, TrainingMetric.LOSS, Series.Style.line(Palette.NEUTRAL, "loss")),
                        line(
                                "validation",
                                run,
                                TrainingMetric.VALIDATION_LOSS,
                                Series.Style.dots(Palette.PURPLE, "validation"))),
                Optional.empty(),
                true));
        ownNames(view).stream().limit(MOST_OWN).forEach(name -> panels.add(own(view, name)));
        Map<TrainingMetric, Quantity> others = new EnumMap<>(Map.of(
                TrainingMetric.LEARNING_RATE,
                Quantity.number("learning rate"),
                TrainingMetric.BATCH_TIME,
                Quantity.millis("batch ms"),
                TrainingMetric.THROUGHPUT,
                Quantity.number("samples/s")));
        others.forEach((metric, quantity) -> {
            if (view.names().contains(metric.id())) {
                panels.add(single(run, metric, quantity));
            }
        });
        return panels;
    }

    /** The names that only this run knows, without those of which another is the validation. */
    static List<String> ownNames(RunView view) {
        return view.names().stream()
                .filter(name -> !TrainingMetric.isId(name) && !view.names().contains(withoutValidation(name)))
                .toList();
    }

    /** The name of which this is the value on data that is not trained on; empty if it is no such name. */
    private static String withoutValidation(String name) {
        return name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : "";
    }

    /** A value of the run's own, with the dots of its validation. */
    private static Panel own(RunView view, String name) {
        Subject run = view.run().subject();
        List<Series> lines = new ArrayList<>();
        lines.add(line(name, run, new UserMetric(name), Series.Style.line(Palette.NEUTRAL, name)));
        if (view.names().contains(VALIDATION + name)) {
            Series.Style dots = Series.Style.dots(Palette.PURPLE, "validation");
            lines.add(line("validation", run, new UserMetric(VALIDATION + name), dots));
        }
        return new Panel(Quantity.number(name), lines, Optional.empty(), false);
    }

    private static Panel single(Subject run, Metric metric, Quantity quantity) {
        Series line = line(quantity.title(), run, metric, Series.Style.line(Palette.NEUTRAL, metric.id()));
        return new Panel(quantity, List.of(line), Optional.empty(), false);
    }

    /** @param first whether no panel stands above them */
    static List<Panel> gpus(List<Subject> gpus, boolean first) {
        boolean filled = gpus.size() <= MOST_FILLED;
        return List.of(
                new Panel(
                        Quantity.percent("GPU %"), lines(gpus, GpuMetric.UTILIZATION, false), Optional.empty(), !first),
                new Panel(
                        Quantity.gibibytes("memory GiB"),
                        lines(gpus, GpuMetric.MEMORY_USED, filled),
                        limit(GpuMetric.MEMORY_TOTAL, ""),
                        false),
                new Panel(
                        Quantity.watts("power W"),
                        lines(gpus, GpuMetric.POWER_USAGE, false),
                        limit(GpuMetric.POWER_ENFORCED_LIMIT, "limit "),
                        false));
    }

    private static List<Series> lines(List<Subject> gpus, Metric metric, boolean filled) {
        boolean named = gpus.size() <= MOST_NAMED;
        return gpus.stream()
                .map(gpu -> line(
                        named ? name(gpu) : "#" + gpu.label("gpu"),
                        gpu,
                        metric,
                        filled ? Series.Style.area(color(gpu), name(gpu)) : Series.Style.line(color(gpu), name(gpu))))
                .toList();
    }

    /** Host and JVM in one panel, below those of the GPUs. */
    static Panel shares(boolean host, boolean jvm) {
        List<Series> lines = new ArrayList<>();
        if (host) {
            lines.add(line("CPU", Subject.HOST, HostMetric.CPU_USAGE, Series.Style.line(Palette.GREEN, "cpu")));
            lines.add(line("RAM", Subject.HOST, HostMetric.MEMORY_USED_RATIO, Series.Style.line(Palette.SKY, "ram")));
        }
        if (jvm) {
            lines.add(new Series(
                    "heap",
                    new Series.Row(Subject.JVM, JvmMetric.HEAP_USED),
                    Optional.of(new Series.Row(Subject.JVM, JvmMetric.HEAP_MAX)),
                    Series.Style.line(Palette.PINK, "heap")));
        }
        return new Panel(Quantity.percent(host ? "host %" : "JVM %"), lines, Optional.empty(), true);
    }

    /** The host's CPU, and the part of it that this kernel takes. */
    static Panel cpu(boolean host, boolean jvm) {
        List<Series> lines = new ArrayList<>();
        if (host) {
            lines.add(line("CPU", Subject.HOST, HostMetric.CPU_USAGE, Series.Style.area(Palette.GREEN, "cpu")));
        }
        if (jvm) {
            lines.add(new Series(
                    "this kernel",
                    new Series.Row(Subject.JVM, JvmMetric.CPU_USAGE),
                    Optional.of(new Series.Row(Subject.HOST, HostMetric.CPU_COUNT)),
                    Series.Style.line(Palette.gpu(1), "kernel")));
        }
        return new Panel(Quantity.percent("CPU %"), lines, Optional.empty(), true);
    }

    static Panel hostMemory() {
        Series used = line("RAM", Subject.HOST, HostMetric.MEMORY_USED, Series.Style.area(Palette.SKY, "ram"));
        return new Panel(Quantity.gibibytes("RAM GiB"), List.of(used), limit(HostMetric.MEMORY_TOTAL, ""), false);
    }

    static Panel heap() {
        Series used = line("heap", Subject.JVM, JvmMetric.HEAP_USED, Series.Style.area(Palette.PINK, "heap"));
        return new Panel(Quantity.gibibytes("heap GiB"), List.of(used), limit(JvmMetric.HEAP_MAX, ""), false);
    }

    private static Series line(String name, Subject subject, Metric metric, Series.Style style) {
        return Series.of(name, new Series.Row(subject, metric), style);
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
