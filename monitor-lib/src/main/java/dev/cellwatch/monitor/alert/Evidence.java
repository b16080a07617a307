package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.training.RunFeed;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What rules look at.
 *
 * @param runs the training runs, over or not
 * @param ran the code that ran, the oldest first
 * @param criticalCelsius above how many degrees the heat of a GPU is critical
 * @param interval how often the fast tier is read
 */
public record Evidence(
        History history,
        List<RunFeed> runs,
        List<Stretch> ran,
        int criticalCelsius,
        Duration interval,
        long nowMillis) {

    /** A reading that comes late ends no alert. */
    private static final Duration LATE = Duration.ofSeconds(15);

    public Evidence {
        runs = List.copyOf(runs);
        ran = List.copyOf(ran);
    }

    OptionalDouble now(Subject subject, Metric metric) {
        return history.latest(subject, metric, nowMillis, fresh(subject, metric));
    }

    /** How old a value may be and still be the present one. */
    Duration fresh(Subject subject, Metric metric) {
        // of a JVM all that rules look at is read as often as of a GPU
        Subject.Kind kind = subject.kind() == Subject.Kind.JVM ? Subject.Kind.GPU : subject.kind();
        Duration usual = new Freshness(interval).of(kind, metric.tier());
        return usual.compareTo(LATE) < 0 ? LATE : usual;
    }

    /** The newest value of one metric as a share of another's. */
    OptionalDouble share(Subject subject, Metric part, Metric whole) {
        OptionalDouble of = now(subject, part);
        OptionalDouble all = now(subject, whole);
        return of.isPresent() && all.isPresent() && all.getAsDouble() > 0
                ? OptionalDouble.of(of.getAsDouble() / all.getAsDouble())
                : OptionalDouble.empty();
    }

    Window window(Subject subject, Metric metric, Duration last, int buckets) {
        return history.window(subject, metric, nowMillis - last.toMillis(), nowMillis, buckets);
    }

    /** How far a counter went in that time; counters are read at the ends of their buckets. */
    double increase(Subject subject, Metric counter, Duration last) {
        Window window =
                window(subject, counter, last, (int) (last.toSeconds() / (counter.tier() == Tier.FAST ? 1 : 5)));
        double first = Double.NaN;
        double newest = Double.NaN;
        for (int i = 0; i < window.size(); i++) {
            if (!Double.isNaN(window.mean()[i])) {
                first = Double.isNaN(first) ? window.min()[i] : first;
                newest = window.max()[i];
            }
        }
        return Double.isNaN(first) ? 0 : Math.max(0, newest - first);
    }
}
