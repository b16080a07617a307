package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.plot.PlotOptions;
import java.util.List;

/** What a plot of training runs is about: one, with the machine below it, or several beside each other. Thread-safe. */
public interface Followed {

    /** The runs that it shows; none before there is one. */
    List<ReadableRun> runs();

    /** What is shown at this moment while it moves. */
    PlotOptions moving(LiveRequest request, long nowMillis);

    /** All of it, as it is shown when it does not move any more, in a plot that began at this time. */
    PlotOptions whole(LiveRequest request, long startMillis, long nowMillis);

    /** When what it shows began, for a plot that began at this time. */
    default long start(long startMillis) {
        return startMillis;
    }

    /** When what it shows ended, or now. */
    default long end(long nowMillis) {
        return nowMillis;
    }

    /** Whether the plot is over with it, and not after a time of its own. */
    default boolean endsThePlot() {
        return true;
    }

    /** Whether nothing more is to be expected of any. */
    boolean isOver();
}
