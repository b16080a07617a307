package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.sampling.ProbeHealth;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one scrape is told, part by part; for one thread. Single numbers are written here, because there are hundreds
 * and their names and labels stay the same; histograms, summaries and a notebook's own metrics by the client library.
 */
final class Scrape {

    private static final Family DROPPED = Family.of(ExposedMetric.DROPPED);
    private static final long LARGEST_WHOLE = 1L << 53;
    private static final int MILLION = 1_000_000;
    private static final int USUAL_SIZE = 72_000;
    private static final int USUAL_SNAPSHOTS = 8_192;

    private final long nowMillis;
    private final List<ProbeHealth> health;
    private final Map<Family, List<Value>> values = new LinkedHashMap<>();
    private final List<MetricSnapshot> snapshots = new ArrayList<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private List<Value> newest = new ArrayList<>();
    private @Nullable Family newestFamily;

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

    /**
     * Tells a number.
     *
     * @param labels as {@link LabelText} writes them; each series of a family has its own
     */
    void put(Family family, String labels, double number) {
        if (family != newestFamily) { // most come one after another
            newest = values.computeIfAbsent(family, any -> new ArrayList<>());
            newestFamily = family;
        }
        newest.add(new Value(labels, number));
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

    /** Everything, in UTF-8. */
    byte[] written(ScrapeFormat format) {
        dropped.forEach((of, count) -> put(DROPPED, LabelText.of("of", of), (double) count));
        dropped.clear();
        StringBuilder text = new StringBuilder(USUAL_SIZE);
        values.forEach((family, series) -> {
            text.append(family.head(format));
            series.forEach(one -> {
                text.append(family.name()).append(one.labels()).append(' ');
                number(one.number(), text);
                text.append('\n');
            });
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SNAPSHOTS);
        format.write(new MetricSnapshots(snapshots), out);
        byte[] numbers = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(numbers, numbers.length + out.size());
        System.arraycopy(out.toByteArray(), 0, all, numbers.length, out.size());
        return all;
    }

    /** A text that reads as exactly this number. Most are short, and Java's own way to them was a seventh of a scrape. */
    static void number(double value, StringBuilder to) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < LARGEST_WHOLE) {
            to.append(whole);
            return;
        }
        double millionths = Math.rint(value * MILLION);
        if (Math.abs(millionths) < LARGEST_WHOLE && millionths / MILLION == value) {
            decimal((long) millionths, to);
        } else {
            to.append(value);
        }
    }

    private static void decimal(long millionths, StringBuilder to) {
        long rest = Math.abs(millionths);
        to.append(millionths < 0 ? "-" : "").append(rest / MILLION).append('.');
        rest %= MILLION;
        for (int unit = MILLION / 10; rest > 0; unit /= 10) {
            to.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    /** One series of a family. */
    private record Value(String labels, double number) {}
}
