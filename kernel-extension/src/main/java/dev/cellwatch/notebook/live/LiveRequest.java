package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What somebody wants to watch.
 *
 * @param interval how often there is a frame
 * @param duration how long, zero for until it is stopped
 * @param show the parts
 * @param gpus which of the GPUs that are seen
 */
public record LiveRequest(Duration interval, Duration duration, Set<Show> show, Predicate<Subject> gpus) {

    /** With a longer time axis, what happens now would hardly move. The last frame shows all. */
    private static final Duration LONGEST_AXIS = Duration.ofMinutes(10);

    private static final Duration SHORTEST_AXIS = Duration.ofSeconds(10);

    boolean endless() {
        return duration.isZero();
    }

    PlotOptions plot() {
        return plot(endless() || duration.compareTo(LONGEST_AXIS) > 0 ? LONGEST_AXIS : duration);
    }

    PlotOptions plot(Duration axis) {
        return new PlotOptions(show, gpus, axis.compareTo(SHORTEST_AXIS) < 0 ? SHORTEST_AXIS : axis, interval);
    }
}
