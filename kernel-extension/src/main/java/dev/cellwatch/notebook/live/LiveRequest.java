package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.PlotOptions;
import dev.cellwatch.notebook.plot.RunView;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What somebody wants to watch.
 *
 * @param interval how often there is a frame
 * @param duration how long, zero for until it is stopped
 * @param show the parts
 * @param gpus which of the GPUs that are seen
 * @param run the training run above them, or runs instead of them, where that is asked for
 */
public record LiveRequest(
        Duration interval, Duration duration, Set<Show> show, Predicate<Subject> gpus, Optional<Followed> run) {

    /** With a longer time axis, what happens now would hardly move. The last frame shows all. */
    private static final Duration LONGEST_AXIS = Duration.ofMinutes(10);

    private static final Duration SHORTEST_AXIS = Duration.ofSeconds(10);

    public LiveRequest {
        show = Set.copyOf(show); // as plots keep it: copied once, not with each frame
    }

    /** A plot of the machine alone. */
    public static LiveRequest machine(Duration interval, Duration duration, Set<Show> show, Predicate<Subject> gpus) {
        return new LiveRequest(interval, duration, show, gpus, Optional.empty());
    }

    /** The same with the newest training run above the machine, whichever that is, if trainings are to be shown. */
    public LiveRequest withRun(Supplier<? extends Optional<? extends ReadableRun>> newest) {
        return show.contains(Show.TRAINING)
                ? new LiveRequest(interval, duration, show, gpus, Optional.of(new RunBeside(newest)))
                : this;
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
        return plot(axis(), Optional.empty());
    }

    /** How far back the axis of a plot of the machine reaches while it moves. */
    Duration axis() {
        return endless() || duration.compareTo(LONGEST_AXIS) > 0 ? LONGEST_AXIS : duration;
    }

    /** Whether it is over with its run. */
    boolean endsWithRun() {
        return run.isPresent() && run.get().endsThePlot();
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
        return run.isPresent()
                ? run.get().whole(this, startMillis, nowMillis)
                : plot(Duration.ofMillis(nowMillis - startMillis), Optional.empty());
    }

    /** A plot of the machine, and of a run above it. */
    PlotOptions plot(Duration axis, Optional<RunView> above) {
        Duration window = axis.compareTo(SHORTEST_AXIS) < 0 ? SHORTEST_AXIS : axis;
        return new PlotOptions(show, gpus, window, interval, above);
    }
}
