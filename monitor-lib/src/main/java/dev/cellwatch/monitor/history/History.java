package dev.cellwatch.monitor.history;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was measured, in bounded memory: 15 minutes at full resolution, and for the metrics that plots draw
 * 6 hours at 10 s and 24 hours at 60 s with minimum, mean and maximum. Thread-safe.
 */
public final class History implements Consumer<Sample> {

    private static final Duration SEEN = Duration.ofMinutes(15);
    /** Far more than a host has; keeps what comes and goes (interfaces, devices) from growing without end. */
    private static final int MOST_SUBJECTS = 1024;

    private final Map<Subject, SubjectHistory> subjects = new ConcurrentHashMap<>();
    /** The same by kind, in the order of their first sample; guarded by itself. */
    private final Map<Subject.Kind, List<SubjectHistory>> kinds = new EnumMap<>(Subject.Kind.class);

    private volatile long stepMillis;
    private volatile long newestMillis;

    public History() {
        this(Duration.ofSeconds(1));
    }

    /** @param step the width of the finest slots, until {@link #refine} asks for less */
    public History(Duration step) {
        this.stepMillis = step.toMillis();
    }

    /** Keeps samples from now on apart that are at least this far apart; what is already kept stays. */
    public void refine(Duration step) {
        stepMillis = Math.min(stepMillis, Math.max(1, step.toMillis()));
    }

    @Override
    public void accept(Sample sample) {
        long time = sample.timeMillis();
        newestMillis = time < newestMillis - SEEN.toMillis() ? time : Math.max(newestMillis, time);
        SubjectHistory known = subjects.get(sample.subject());
        (known != null ? known : admit(sample.subject())).put(sample, stepMillis);
    }

    private SubjectHistory admit(Subject subject) {
        synchronized (kinds) {
            if (subjects.size() >= MOST_SUBJECTS) {
                subjects.values().stream()
                        .min((a, b) -> Long.compare(a.lastMillis(), b.lastMillis()))
                        .ifPresent(this::dismiss);
            }
            return subjects.computeIfAbsent(subject, this::welcome);
        }
    }

    private SubjectHistory welcome(Subject subject) {
        SubjectHistory history = new SubjectHistory(subject);
        kinds.computeIfAbsent(subject.kind(), kind -> new ArrayList<>()).add(history);
        return history;
    }

    private void dismiss(SubjectHistory history) {
        subjects.remove(history.subject());
        kinds.getOrDefault(history.subject().kind(), new ArrayList<>()).remove(history);
    }

    /** The subjects of a kind that were seen in the last 15 minutes, in the order of their first sample. */
    public List<Subject> subjects(Subject.Kind kind) {
        return subjects(kind, newestMillis - SEEN.toMillis());
    }

    /** The subjects of a kind that were seen since then and are still remembered, in the order of their first sample. */
    public List<Subject> subjects(Subject.Kind kind, long sinceMillis) {
        List<Subject> found = new ArrayList<>();
        synchronized (kinds) {
            for (SubjectHistory one : kinds.getOrDefault(kind, List.of())) {
                if (one.lastMillis() >= sinceMillis) {
                    found.add(one.subject());
                }
            }
        }
        return found;
    }

    /** What a subject has values of, in the order of their first. */
    public List<Metric> metrics(Subject subject) {
        SubjectHistory known = find(subject);
        return known == null ? List.of() : known.metrics();
    }

    /**
     * The newest value, unless it is older than {@code maxAge} at {@code nowMillis}. A metric that is read only once
     * counts as fresh for as long as its subject does.
     */
    public OptionalDouble latest(Subject subject, Metric metric, long nowMillis, Duration maxAge) {
        SubjectHistory known = find(subject);
        return known == null ? OptionalDouble.empty() : known.latest(metric, nowMillis - maxAge.toMillis());
    }

    /**
     * The newest value of each of these metrics, at one moment and for less than one after another; {@code NaN} for those
     * that are not that fresh.
     */
    public double[] latest(Subject subject, List<? extends Metric> metrics, long nowMillis, Freshness freshness) {
        double[] values = new double[metrics.size()];
        Arrays.fill(values, Double.NaN);
        SubjectHistory known = find(subject);
        if (known != null) {
            known.latest(metrics, freshness, nowMillis, values);
        }
        return values;
    }

    /**
     * The values after {@code fromMillis} up to {@code toMillis} in at most {@code buckets} buckets, from the finest
     * resolution that reaches back that far. Empty when the subject has no such series.
     */
    public Window window(Subject subject, Metric metric, long fromMillis, long toMillis, int buckets) {
        SubjectHistory known = find(subject);
        if (known == null || toMillis <= fromMillis) {
            return Window.empty(fromMillis);
        }
        return known.window(metric, fromMillis, toMillis, buckets);
    }

    /**
     * Points in time at which all series can stand side by side: as near to each other as values of that age are kept,
     * but at most so many. They end with {@code toMillis} and reach back a day at most.
     */
    public Grid grid(long fromMillis, long toMillis, int most) {
        long from = Math.max(fromMillis, toMillis - Series.LONGEST_MILLIS);
        long kept = Series.stepMillis(Math.max(toMillis, newestMillis) - from, stepMillis);
        long folded = Math.max(0, toMillis - from - 1) / (kept * most) + 1;
        return Grid.between(from, toMillis, kept * folded);
    }

    /** The values at the points of a grid; empty when the subject has no such series. */
    public Window window(Subject subject, Metric metric, Grid grid) {
        SubjectHistory known = find(subject);
        return known == null ? Window.empty(grid.startMillis()) : known.window(metric, grid);
    }

    private @Nullable SubjectHistory find(Subject subject) {
        return subjects.get(Objects.requireNonNull(subject));
    }
}
