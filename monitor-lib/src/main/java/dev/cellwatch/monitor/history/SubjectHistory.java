package dev.cellwatch.monitor.history;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All series of one subject. Thread-safe: one writer, any number of readers. */
final class SubjectHistory {

    private final Subject subject;
    private final Map<Metric, Series> series = new LinkedHashMap<>();
    private long lastMillis = Long.MIN_VALUE;

    SubjectHistory(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    synchronized long lastMillis() {
        return lastMillis;
    }

    synchronized void put(Sample sample, long stepMillis) {
        lastMillis = sample.timeMillis();
        sample.forEach((metric, value) -> put(metric, sample.timeMillis(), value, stepMillis));
    }

    private void put(Metric metric, long timeMillis, double value, long stepMillis) {
        Series known = series.get(metric);
        if (known == null) {
            known = new Series(metric, stepMillis);
            series.put(metric, known);
        }
        known.put(timeMillis, value, stepMillis);
    }

    synchronized OptionalDouble latest(Metric metric, long oldestMillis) {
        Series one = series.get(metric);
        return one != null && isSeen(one, metric.tier(), oldestMillis)
                ? OptionalDouble.of(one.last())
                : OptionalDouble.empty();
    }

    /** Puts the newest value of each of these into the place that it has among them, where it is fresh. */
    synchronized void latest(List<? extends Metric> metrics, Freshness freshness, long nowMillis, double[] into) {
        for (int i = 0; i < into.length; i++) {
            Metric metric = metrics.get(i);
            Series one = series.get(metric);
            if (one != null
                    && isSeen(one, metric.tier(), nowMillis - freshness.millis(subject.kind(), metric.tier()))) {
                into[i] = one.last();
            }
        }
    }

    /** What is read only once stays true for as long as its subject is seen. */
    private boolean isSeen(Series one, Tier tier, long oldestMillis) {
        return (tier == Tier.ONCE ? lastMillis : one.lastMillis()) >= oldestMillis;
    }

    /** What it has values of, in the order of their first. */
    synchronized List<Metric> metrics() {
        return List.copyOf(series.keySet());
    }

    synchronized Window window(Metric metric, Grid grid) {
        Series one = series.get(metric);
        return one == null
                ? Window.empty(grid.startMillis())
                : one.reaching(grid.startMillis(), Math.max(grid.endMillis(), one.lastMillis()))
                        .window(grid);
    }

    synchronized Window window(Metric metric, long fromMillis, long toMillis, int buckets) {
        Series one = series.get(metric);
        if (one == null) {
            return Window.empty(fromMillis);
        }
        Level level = one.reaching(fromMillis, Math.max(toMillis, one.lastMillis()));
        // a level that does not reach back that far gives what it has, up to the end
        long begin = Math.max(fromMillis, toMillis - (level.slots() + 1) * level.stepMillis());
        long slots = Math.max(1, (toMillis - begin) / level.stepMillis());
        long width = Math.floorDiv(slots + buckets - 1, (long) buckets);
        // buckets are cut from absolute time, so that a moving window does not make the line shimmer
        long first = Math.floorDiv(begin, level.stepMillis() * width) + 1;
        long last = Math.floorDiv(toMillis, level.stepMillis() * width);
        int count = (int) Math.max(0, Math.min(buckets, last - first + 1));
        return level.window(first * width, (int) width, count);
    }
}
