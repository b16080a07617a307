package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the machine did beside a run, folded to what a plot of the run shows. Thread-safe: nothing in it changes. */
public final class MachineRecord {

    /** What is kept of each; the rest is gone with the program. */
    static final Map<Subject.Kind, List<Metric>> ROWS = Map.of(
            Subject.Kind.GPU,
            List.of(
                    GpuMetric.UTILIZATION,
                    GpuMetric.MEMORY_USED,
                    GpuMetric.MEMORY_TOTAL,
                    GpuMetric.POWER_USAGE,
                    GpuMetric.POWER_ENFORCED_LIMIT,
                    GpuMetric.TEMPERATURE,
                    GpuMetric.THROTTLE_REASONS),
            Subject.Kind.HOST,
            List.of(
                    HostMetric.CPU_USAGE,
                    HostMetric.CPU_COUNT,
                    HostMetric.MEMORY_USED_RATIO,
                    HostMetric.MEMORY_USED,
                    HostMetric.MEMORY_TOTAL),
            Subject.Kind.JVM,
            List.of(JvmMetric.CPU_USAGE, JvmMetric.HEAP_USED, JvmMetric.HEAP_MAX, JvmMetric.GC_TIME));

    /** Twice what is drawn, so that a line looks the same when it is drawn again. */
    private static final int POINTS = 240;
    /** A plot of a run that is over begins a little before the run. */
    private static final int ROOM = 40;

    private static final long LEAST_ROOM_MILLIS = 10_000;

    /** What is known where nothing was measured, or nothing was read of it. */
    static final MachineRecord NOTHING = new MachineRecord(Map.of(), false);

    private final Map<Subject, Map<Metric, RunSeries>> subjects;
    private final boolean demo;

    /**
     * What was folded before.
     *
     * @param subjects each one's series by metric, the GPUs in the order in which they were first seen
     * @param demo whether the GPUs are made up
     */
    MachineRecord(Map<Subject, Map<Metric, RunSeries>> subjects, boolean demo) {
        this.subjects = subjects;
        this.demo = demo;
    }

    /** What a history has of the time from a run's start to its end, and of a moment before. */
    static MachineRecord of(History history, boolean demo, long startMillis, long endMillis) {
        Map<Subject, Map<Metric, RunSeries>> subjects = new LinkedHashMap<>();
        long from = startMillis - LEAST_ROOM_MILLIS - (endMillis - startMillis) / ROOM;
        List<Subject> all = new ArrayList<>(history.subjects(Subject.Kind.GPU));
        all.add(Subject.HOST);
        all.add(Subject.JVM);
        for (Subject subject : all) {
            Map<Metric, RunSeries> series = new LinkedHashMap<>();
            for (Metric metric : ROWS.getOrDefault(subject.kind(), List.of())) {
                RunSeries one = metric.tier() == Tier.ONCE
                        ? constant(history, subject, metric, from, endMillis)
                        : folded(history.window(subject, metric, from, endMillis, POINTS));
                if (!one.isEmpty()) {
                    series.put(metric, one);
                }
            }
            subjects.put(subject, series);
        }
        return new MachineRecord(subjects, demo);
    }

    private static RunSeries constant(History history, Subject subject, Metric metric, long from, long to) {
        OptionalDouble value = history.latest(subject, metric, to, Duration.ofDays(1));
        if (value.isEmpty()) {
            return new RunSeries();
        }
        double known = value.getAsDouble();
        return RunSeries.kept(List.of(new Stretch(from, to, known, known, known, 1)), known, known);
    }

    private static RunSeries folded(Window window) {
        List<Stretch> stretches = new ArrayList<>();
        double lowest = Double.POSITIVE_INFINITY;
        double last = Double.NaN;
        for (int i = 0; i < window.size(); i++) {
            if (!Double.isNaN(window.mean()[i])) {
                long first = window.startMillis() + i * window.stepMillis();
                last = window.mean()[i];
                lowest = Math.min(lowest, window.min()[i]);
                stretches.add(
                        new Stretch(first, first + window.stepMillis() - 1, window.min()[i], last, window.max()[i], 1));
            }
        }
        return RunSeries.kept(stretches, last, lowest);
    }

    /** Whether the GPUs are made up, which is said wherever they show. */
    public boolean isDemo() {
        return demo;
    }

    Map<Subject, Map<Metric, RunSeries>> subjects() {
        return subjects;
    }

    /** The subjects of a kind. */
    public List<Subject> subjects(Subject.Kind kind) {
        return subjects.keySet().stream()
                .filter(subject -> subject.kind() == kind)
                .toList();
    }

    /** The values after {@code fromMillis} up to {@code toMillis} in at most so many buckets of equal width. */
    public Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets) {
        RunSeries one = subjects.getOrDefault(subject, Map.of()).get(metric);
        return one == null || toMillis <= fromMillis
                ? Window.empty(fromMillis)
                : one.window(fromMillis, toMillis, buckets);
    }
}
