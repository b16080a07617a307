package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.Xid;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.RunRecord;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conditions that are more than a limit. */
final class Conditions {

    private static final Duration TREND = Duration.ofMinutes(5);
    private static final int POINTS = 60;
    /** A heap is as full as it was after a collection; with fewer of them in that time nobody knows how full that was. */
    private static final double COLLECTIONS = 12;

    private static final int HEAP_POINTS = 15;
    /** A loss that rises by less than this share of itself may well wander. */
    static final double RISES = 0.05;
    /** A training that has always taken its time is not stalled sooner than after so many of its steps. */
    private static final long STEPS = 20;

    private static final long PAUSES = 2;

    /** What a GPU holds at least, and does at most, while it counts as held and idle. */
    static final Limit HELD = Limit.above(0.1);

    static final Limit RESTS = Limit.below(0.01);

    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int USED_TO_IT = 10;

    private Conditions() {}

    /** Memory of a GPU, the heap, direct buffers, or the machine's that fills for sure. */
    static List<Condition.Finding> fillsSoon(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        for (Subject gpu : evidence.history().subjects(Subject.Kind.GPU)) {
            Window used = evidence.window(gpu, GpuMetric.MEMORY_USED, TREND, POINTS);
            add("memory of " + Limits.name(gpu), used, capacity(evidence, gpu, GpuMetric.MEMORY_TOTAL), found);
        }
        if (evidence.increase(Subject.JVM, JvmMetric.GC_COLLECTIONS, TREND) >= COLLECTIONS) {
            Window heap = evidence.window(Subject.JVM, JvmMetric.HEAP_USED, TREND, HEAP_POINTS);
            Window kept = new Window(heap.startMillis(), heap.stepMillis(), heap.min(), heap.min(), heap.min());
            add("heap", kept, capacity(evidence, Subject.JVM, JvmMetric.HEAP_MAX), found);
        }
        Window direct = evidence.window(Subject.JVM, JvmMetric.DIRECT_USED, TREND, POINTS);
        add("direct buffers", direct, capacity(evidence, Subject.JVM, JvmMetric.DIRECT_MAX), found);
        Window machine = evidence.window(Subject.HOST, HostMetric.MEMORY_USED, TREND, POINTS);
        add(machine(evidence), machine, capacity(evidence, Subject.HOST, HostMetric.MEMORY_TOTAL), found);
        return found;
    }

    /** Whose memory it is that this process may use. */
    private static String machine(Evidence evidence) {
        double total = capacity(evidence, Subject.HOST, HostMetric.MEMORY_TOTAL);
        boolean limited = capacity(evidence, Subject.HOST, HostMetric.CGROUP_MEMORY_LIMIT) == total;
        return "memory of this " + (limited ? "control group" : "machine");
    }

    private static double capacity(Evidence evidence, Subject subject, Metric metric) {
        return evidence.now(subject, metric).orElse(0);
    }

    private static void add(String what, Window used, double capacity, List<Condition.Finding> found) {
        Forecast.of(used, capacity)
                .ifPresent(full -> found.add(new Condition.Finding(
                        what, true, "in " + between(full.soonest(), full.latest()) + " if it goes on like that")));
    }

    private static String between(double soonest, double latest) {
        String one = words(soonest);
        String other = words(latest);
        return one.equals(other) ? "about " + one : one + " to " + other;
    }

    private static String words(double seconds) {
        double rounded = seconds < 120 ? Math.round(seconds / 10) * 10 : Math.round(seconds / 60) * 60;
        return Durations.text(Duration.ofSeconds((long) rounded));
    }

    /** XID errors that came in that time. */
    static List<Condition.Finding> errors(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        for (Subject gpu : evidence.history().subjects(Subject.Kind.GPU)) {
            double errors = evidence.increase(gpu, GpuMetric.ERROR_COUNT, TREND);
            if (errors > 0) {
                found.add(new Condition.Finding(Limits.name(gpu), true, Math.round(errors) + codes(evidence, gpu)));
            }
        }
        return found;
    }

    /** Which errors came so far: a fault of the program is none of the GPU's. */
    private static String codes(Evidence evidence, Subject gpu) {
        String all = evidence.history().subjects(Subject.Kind.GPU_XID).stream()
                .filter(xid -> xid.label("uuid").equals(gpu.label("uuid")))
                .map(xid -> xid.label("xid"))
                .map(code -> code + Xid.whose(Long.parseLong(code)))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "; so far " + all;
    }

    /** A loss whose trend over that time goes up, by more than it scatters. */
    static List<Condition.Finding> lossRises(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        for (RunFeed feed : open(evidence)) {
            long from = Math.max(feed.run().startMillis(), evidence.nowMillis() - hold.toMillis());
            Window loss = feed.record().window(TrainingMetric.LOSS.id(), from, evidence.nowMillis(), POINTS);
            Optional<Trend> trend =
                    Trend.of(loss).filter(line -> line.change() > RISES * Math.abs(line.level() - line.change()));
            boolean held = evidence.nowMillis() - feed.run().startMillis() >= hold.toMillis();
            trend.ifPresent(line -> found.add(new Condition.Finding(
                    feed.run().name(),
                    held,
                    "from " + Significant.text(line.level() - line.change()) + " to "
                            + Significant.text(line.level()))));
        }
        return found;
    }

    /** A loss, or another value, that is no number any more. */
    static List<Condition.Finding> diverged(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        for (RunFeed feed : unfinished(evidence)) {
            feed.record()
                    .diverged()
                    .ifPresent(
                            which -> found.add(new Condition.Finding(feed.run().name(), true, which)));
        }
        return found;
    }

    /**
     * An open run that has said nothing for many times as long as one of its steps takes, and for longer than it does now
     * and then, as for a validation.
     */
    static List<Condition.Finding> stalled(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        for (RunFeed feed : unfinished(evidence)) {
            RunRecord record = feed.record();
            long silent = evidence.nowMillis() - record.lastMillis();
            long lively = record.lastMillis() - feed.run().startMillis();
            long steps = Math.max(record.stepsDone(), feed.run().batches());
            if (steps >= USED_TO_IT
                    && lively > 0
                    && silent > Math.max(SILENCE.toMillis(), STEPS * lively / steps)
                    && silent > PAUSES * record.longestSilenceMillis()) {
                found.add(new Condition.Finding(
                        feed.run().name(), true, Durations.text(Duration.ofSeconds(silent / 1000))));
            }
        }
        return found;
    }

    private static List<RunFeed> open(Evidence evidence) {
        return unfinished(evidence).stream().filter(feed -> !feed.isQuiet()).toList();
    }

    /** Without what somebody forgot to close before the next one: nothing is heard of that any more. */
    private static List<RunFeed> unfinished(Evidence evidence) {
        List<RunFeed> all = evidence.runs();
        RunFeed newest = all.isEmpty() ? null : all.get(all.size() - 1);
        return all.stream()
                .filter(feed -> !feed.run().isOver() && (feed == newest || !feed.isQuiet()))
                .toList();
    }

    /** A GPU that is hotter than the setting has it. */
    static List<Condition.Finding> tooHot(Evidence evidence, Duration hold) {
        return Limits.of(Subject.Kind.GPU, GpuMetric.TEMPERATURE, Limit.above(evidence.criticalCelsius()))
                .in(evidence, hold);
    }

    /** A GPU that holds memory and has not worked in that time. */
    static List<Condition.Finding> idle(Evidence evidence, Duration hold) {
        List<Condition.Finding> found = new ArrayList<>();
        Condition rests = Limits.of(Subject.Kind.GPU, GpuMetric.UTILIZATION, RESTS);
        Condition held = Limits.ofShare(Subject.Kind.GPU, GpuMetric.MEMORY_USED, GpuMetric.MEMORY_TOTAL, HELD);
        for (Condition.Finding one : held.in(evidence, hold)) {
            rests.in(evidence, hold).stream()
                    .filter(other -> other.subject().equals(one.subject()) && other.held() && one.held())
                    .forEach(other -> found.add(one));
        }
        return found;
    }
}
