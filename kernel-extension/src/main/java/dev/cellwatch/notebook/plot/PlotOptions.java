package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a live plot shows.
 *
 * @param show the parts
 * @param gpus which of the GPUs that are seen; a GPU that appears later joins if it passes
 * @param window how far back the time axis reaches
 * @param interval how often samples come
 * @param run the training run above all else, where there is one
 */
public record PlotOptions(
        Set<Show> show, Predicate<Subject> gpus, Duration window, Duration interval, Optional<RunView> run) {

    public PlotOptions {
        show = Set.copyOf(show);
    }

    /** GPUs, host and JVM. */
    public static PlotOptions everything(Duration window, Duration interval) {
        return new PlotOptions(EnumSet.allOf(Show.class), gpu -> true, window, interval, Optional.empty());
    }

    /** How old a value may be that the title still gives as the current one: slow readings come every few seconds. */
    Duration freshness() {
        return Duration.ofSeconds(12).plus(interval.multipliedBy(2));
    }
}
