package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.sampling.ProbeHealth;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one scrape is told, part by part; for one thread. */
final class Scrape {

    private static final Family DROPPED = Family.of(ExposedMetric.DROPPED);

    private final long nowMillis;
    private final List<ProbeHealth> health;
    private final Map<Family, List<Value>> values = new LinkedHashMap<>();
    private final List<MetricSnapshot> snapshots = new ArrayList<>();
    private final Map<String, Long> dropped = new TreeMap<>();

    /**
     * A scrape that has been told nothing yet.
     *
     * @param health how each probe is doing at that moment
     */
    Scrape(long nowMillis, List<ProbeHealth> health) {
        this.nowMillis = nowMillis;
        this.health = health;
    }

    long nowMillis() {
        return nowMillis;
    }

    List<ProbeHealth> health() {
        return health;
    }

    /** Whether a probe is read at present, and was read well the last time: else its values are not of now. */
    boolean isLive(String probe) {
        for (ProbeHealth one : health) {
            if (one.probe().equals(probe)) {
                return one.success() && one.readMillis().isPresent();
            }
        }
        return false;
    }

    void put(Family family, Labels labels, double number) {
        values.computeIfAbsent(family, any -> new ArrayList<>()).add(new Value(labels, number));
    }

    void put(MetricSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    /** Says that so many series were left out. */
    void dropped(String of, long count) {
        if (count > 0) {
            dropped.merge(of, count, Long::sum);
        }
    }

    /** The first of them, up to a bound; the rest is counted. */
    <T> List<T> bounded(List<T> all, int most, String of) {
        dropped(of, all.size() - (long) most);
        return all.size() <= most ? all : all.subList(0, most);
    }

    MetricSnapshots all() {
        dropped.forEach((of, count) -> put(DROPPED, Labels.of("of", of), count));
        dropped.clear();
        values.forEach((family, series) -> snapshots.add(family.snapshot(series)));
        values.clear();
        return new MetricSnapshots(snapshots);
    }
}
