package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;

/**
 * Which panels and shades a plot has, for the GPUs that are there.
 *
 * @param run the training run above all else, where there is one
 * @param subjects whose numbers are shown: GPUs by index, then host and JVM
 * @param panels from top to bottom, at least one
 * @param shades what is marked over all panels
 */
record PlotPlan(Optional<RunView> run, List<Subject> subjects, List<Panel> panels, List<Shade> shades) {

    /** Collections that stop the program for less than this share of the time are everyday life. */
    private static final double NOTABLE_GC = 0.1;

    PlotPlan {
        subjects = List.copyOf(subjects);
        panels = List.copyOf(panels);
        shades = List.copyOf(shades);
    }

    static PlotPlan of(PlotOptions options, List<Subject> gpus) {
        if (options.comparison().isPresent()) {
            return of(options.comparison().get());
        }
        boolean host = options.show().contains(Show.HOST);
        boolean jvm = options.show().contains(Show.JVM);
        List<Subject> subjects = new ArrayList<>(gpus);
        List<Panel> panels = new ArrayList<>();
        options.run().ifPresent(view -> panels.addAll(Panels.run(view)));
        List<Shade> shades = shades(gpus, jvm, panels.size());
        if (host) {
            subjects.add(Subject.HOST);
        }
        if (jvm) {
            subjects.add(Subject.JVM);
        }
        panels.addAll(panels(gpus, host, jvm, panels.isEmpty()));
        return new PlotPlan(options.run(), subjects, panels, shades);
    }

    private static PlotPlan of(Comparison comparison) {
        List<Subject> runs = new ArrayList<>();
        for (int i = 0; i < comparison.runs().size(); i++) {
            String label = comparison.runs().get(i).run().label();
            runs.add(new Subject(
                    Subject.Kind.RUN, label, Map.of("run", comparison.names().get(i))));
        }
        return new PlotPlan(Optional.empty(), runs, ComparedPanels.of(comparison), List.of());
    }

    private static List<Panel> panels(List<Subject> gpus, boolean host, boolean jvm, boolean first) {
        List<Panel> panels = new ArrayList<>();
        if (!gpus.isEmpty()) {
            panels.addAll(Panels.gpus(gpus, first));
            if (host || jvm) {
                panels.add(Panels.shares(host, jvm));
            }
            return panels;
        }
        if (host || jvm) {
            panels.add(Panels.cpu(host, jvm));
        }
        if (host) {
            panels.add(Panels.hostMemory());
        }
        if (jvm) {
            panels.add(Panels.heap());
        }
        // nothing to show yet is an empty panel: the place stays the same when a GPU comes
        return panels.isEmpty() && first ? List.of(Panels.gpus(gpus, true).get(0)) : panels;
    }

    private static List<Shade> shades(List<Subject> gpus, boolean jvm, int above) {
        List<Shade> shades = new ArrayList<>();
        List<Series.Row> throttling = gpus.stream()
                .map(gpu -> new Series.Row(gpu, GpuMetric.THROTTLE_REASONS))
                .toList();
        if (!gpus.isEmpty()) {
            // a GPU at its power limit is at work, not in trouble: marked where the limit is drawn, and nowhere else
            shades.add(new Shade(
                    throttling, Palette.WARNING, "", OptionalInt.of(above + Panels.POWER), PlotPlan::powerLimit));
        }
        for (Series.Row row : throttling) {
            String brief = gpus.size() == 1 ? "throttled" : Panels.name(row.subject()) + " throttled";
            shades.add(everywhere(row, Palette.WARNING, brief, bits -> throttled(brief, bits)));
        }
        if (jvm) {
            Series.Row gc = new Series.Row(Subject.JVM, JvmMetric.GC_TIME);
            shades.add(everywhere(gc, Palette.PINK, "GC", share -> share > NOTABLE_GC ? "GC" : ""));
        }
        return shades;
    }

    private static Shade everywhere(Series.Row row, String color, String brief, DoubleFunction<String> label) {
        return new Shade(List.of(row), color, brief, OptionalInt.empty(), label);
    }

    private static String powerLimit(double bits) {
        return ThrottleReason.in(bits).contains(ThrottleReason.POWER_CAP) ? "power limit" : "";
    }

    private static String throttled(String brief, double bits) {
        return ThrottleReason.in(bits).stream()
                .filter(reason -> reason.slowsWork() && reason != ThrottleReason.POWER_CAP)
                .map(ThrottleReason::words)
                .findFirst()
                .map(reason -> brief + ": " + reason)
                .orElse("");
    }
}
