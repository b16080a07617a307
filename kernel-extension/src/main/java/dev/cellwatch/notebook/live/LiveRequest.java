package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What somebody wants to watch.
 *
 * @param interval how often there is a frame
 * @param duration how long, zero for until it is stopped
 * @param show the parts
 * @param gpus which of the GPUs that are seen
 * @param run the training run above them, or runs instead of them, where that is asked for; with it, the axis is theirs
 */
public record LiveRequest(
        Duration interval, Duration duration, Set<Show> show, Predicate<Subject> gpus, Optional<Followed> run) {

    /** With a longer time axis, what happens now would hardly move. The last frame shows all. */
    private static final Duration LONGEST_AXIS = Duration.ofMinutes(10);

    private static final Duration SHORTEST_AXIS = Duration.ofSeconds(10);

    /** A plot of the machine alone. */
    public static LiveRequest machine(Duration interval, Duration duration, Set<Show> show, Predicate<Subject> gpus) {
        return new LiveRequest(interval, duration, show, gpus, Optional.empty());
    }

    boolean endless() {
        return duration.isZero();
    }

    /** Whether the run that it is about is over. */
    boolean runIsOver() {
        return run.isPresent() && run.get().isOver();
    }

    /** What is shown at this moment while it moves. */
    PlotOptions moving(long nowMillis) {
        if (run.isPresent()) {
            return run.get().moving(this, nowMillis);
        }
        return plot(endless() || duration.compareTo(LONGEST_AXIS) > 0 ? LONGEST_AXIS : duration);
    }

    /** The moment at which the last frame ends. */
    long end(long nowMillis) {
        return run.isPresent() ? run.get().end(nowMillis) : nowMillis;
    }

    /** When what it shows began. */
    long start(long startMillis) {
        return run.map(followed -> followed.start(startMillis)).orElse(startMillis);
    }

    /** All that was seen since then. */
    PlotOptions whole(long startMillis, long nowMillis) {
        return run.isPresent() ? run.get().whole(this, nowMillis) : plot(Duration.ofMillis(nowMillis - startMillis));
    }

    private PlotOptions plot(Duration axis) {
        Duration window = axis.compareTo(SHORTEST_AXIS) < 0 ? SHORTEST_AXIS : axis;
        return new PlotOptions(show, gpus, window, interval, Optional.empty());
    }
}
