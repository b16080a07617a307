package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.history.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What has been fetched from a run, by name, in bounded memory. Thread-safe. */
public final class RunRecord {

    /** More names than anybody reads; the memory of a run ends here. */
    static final int MOST_NAMES = 64;

    /** Far beyond all that is counted in a training, and far enough from where sums overflow. */
    static final double LARGEST = 1e18;

    private final Map<String, RunSeries> series = new LinkedHashMap<>();
    /** The largest step so far, whenever it grew: what tells steps from times, whichever value counts them. */
    private final RunSeries steps;

    private long refused;
    private @Nullable String firstRefused;
    private long notNumbers;
    private @Nullable String firstNotNumber;
    private @Nullable String firstDiverged;
    private long firstStep;
    private long lastStep;
    private long lastMillis = Long.MIN_VALUE;
    private long longestSilenceMillis;

    RunRecord() {
        steps = new RunSeries();
    }

    /** A record as it was, to be read; nothing is added to it any more. */
    RunRecord(Map<String, RunSeries> kept, RunSeries keptSteps) {
        series.putAll(kept);
        steps = keptSteps;
        lastStep = (long) steps.last();
    }

    synchronized void add(Point point) {
        if (lastMillis == Long.MIN_VALUE) {
            firstStep = point.step();
        } else {
            longestSilenceMillis = Math.max(longestSilenceMillis, point.timeMillis() - lastMillis);
        }
        lastMillis = Math.max(lastMillis, point.timeMillis());
        if (point.step() > lastStep || steps.isEmpty()) {
            lastStep = Math.max(lastStep, point.step());
            steps.add(point.timeMillis(), (double) lastStep);
        }
        if (!(Math.abs(point.value()) <= LARGEST)) {
            notNumbers++;
            firstNotNumber = firstNotNumber != null ? firstNotNumber : words(point);
            if (firstDiverged == null && (!Double.isFinite(point.value()) || isLoss(point.name()))) {
                firstDiverged = words(point);
            }
            return;
        }
        RunSeries known = series.get(canonical(point.name()));
        if (known == null) {
            known = admit(canonical(point.name()));
        }
        if (known != null) {
            known.add(point.timeMillis(), point.value());
        }
    }

    /** {@code loss}, {@code train_loss} and {@code training_loss} are one series, under the exposition's name. */
    private static String canonical(String name) {
        return TrainingMetric.named(name).map(TrainingMetric::id).orElse(name);
    }

    private static boolean isLoss(String name) {
        String known = canonical(name);
        return known.equals(TrainingMetric.LOSS.id()) || known.equals(TrainingMetric.VALIDATION_LOSS.id());
    }

    private @Nullable RunSeries admit(String name) {
        if (series.size() >= MOST_NAMES) {
            refused++;
            firstRefused = firstRefused != null ? firstRefused : name;
            return null;
        }
        RunSeries fresh = new RunSeries();
        series.put(name, fresh);
        return fresh;
    }

    private static String words(Point point) {
        return point.name() + " is " + point.value() + " at step " + point.step();
    }

    /** The names that have values, in the order of their first. */
    public synchronized List<String> names() {
        return List.copyOf(series.keySet());
    }

    public synchronized OptionalDouble latest(String name) {
        RunSeries one = series.get(name);
        return one == null ? OptionalDouble.empty() : OptionalDouble.of(one.last());
    }

    public synchronized OptionalDouble lowest(String name) {
        RunSeries one = series.get(name);
        return one == null ? OptionalDouble.empty() : OptionalDouble.of(one.lowest());
    }

    /** The values after {@code fromMillis} up to {@code toMillis} in at most so many buckets of equal width. */
    public synchronized Window window(String name, long fromMillis, long toMillis, int buckets) {
        RunSeries one = series.get(name);
        return one == null || toMillis <= fromMillis
                ? Window.empty(fromMillis)
                : one.window(fromMillis, toMillis, buckets);
    }

    /**
     * The first value that was no number, or a loss beyond all bounds, in words: {@code loss is NaN at step 300}. A count
     * of one's own may grow as large as it likes.
     */
    public synchronized Optional<String> diverged() {
        return Optional.ofNullable(firstDiverged);
    }

    /**
     * The same on another axis.
     *
     * @param place where a time, milliseconds since the epoch, stands on it
     */
    public synchronized Window window(String name, long from, long to, int buckets, LongUnaryOperator place) {
        RunSeries one = series.get(name);
        return one == null || to <= from ? Window.empty(from) : one.window(from, to, buckets, place);
    }

    /** How far in its steps the run was at a time, for one thread that asks mostly in the order of time. */
    public synchronized LongUnaryOperator steps() {
        return steps.axis();
    }

    /** The same values, to be read by another thread. */
    synchronized RunRecord copy() {
        Map<String, RunSeries> copies = new LinkedHashMap<>();
        series.forEach((name, one) -> copies.put(name, one.copy()));
        return new RunRecord(copies, steps.copy());
    }

    /** The series of a copy, by name, in the order of their first values. */
    Map<String, RunSeries> series() {
        return series;
    }

    RunSeries stepSeries() {
        return steps;
    }

    /** The largest step that was logged. */
    public synchronized long lastStep() {
        return lastStep;
    }

    /** How many steps lie between the first one that was logged, which is a late one where a run goes on, and the last. */
    public synchronized long stepsDone() {
        return lastStep - firstStep + 1;
    }

    /** The longest time between two points that follow one another. */
    public synchronized long longestSilenceMillis() {
        return longestSilenceMillis;
    }

    /** When the newest point was logged, {@code Long.MIN_VALUE} before the first. */
    public synchronized long lastMillis() {
        return lastMillis;
    }

    /** What somebody who reads the run must know, a sentence each; mostly nothing. */
    public synchronized List<String> problems() {
        List<String> problems = new ArrayList<>();
        Optional.ofNullable(firstNotNumber)
                .ifPresent(
                        first -> problems.add(first + (notNumbers > 1 ? ", and " + (notNumbers - 1) + " more" : "")));
        Optional.ofNullable(firstRefused)
                .ifPresent(first -> problems.add("more than " + MOST_NAMES + " names: \"" + first + "\" and others are"
                        + " not kept (" + refused + " values)"));
        return problems;
    }
}
