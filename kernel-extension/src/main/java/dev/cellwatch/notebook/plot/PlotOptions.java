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
 * @param comparison runs beside each other instead of all this, where that is asked for; then a second of the window is a
 *     second since their starts, or a step
 */
public record PlotOptions(
        Set<Show> show,
        Predicate<Subject> gpus,
        Duration window,
        Duration interval,
        Optional<RunView> run,
        Optional<Comparison> comparison) {

    /** The points that a line of a comparison has room for. */
    private static final int POINTS = 120;

    public PlotOptions {
        show = Set.copyOf(show);
    }

    /** A machine, and a run above it where there is one. */
    public PlotOptions(
            Set<Show> show, Predicate<Subject> gpus, Duration window, Duration interval, Optional<RunView> run) {
        this(show, gpus, window, interval, run, Optional.empty());
    }

    /**
     * Runs beside each other.
     *
     * @param window how far the axis reaches; with steps, a second is a step
     * @param gpus nothing is drawn of them
     */
    public static PlotOptions compared(Comparison comparison, Duration window, Predicate<Subject> gpus) {
        Duration point = window.dividedBy(POINTS);
        return new PlotOptions(
                Set.of(),
                gpus,
                window,
                point.isZero() ? Duration.ofMillis(1) : point,
                Optional.empty(),
                Optional.of(comparison));
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
