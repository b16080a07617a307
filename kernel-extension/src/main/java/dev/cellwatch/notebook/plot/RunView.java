package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.training.RunFeed;
import java.util.List;

/**
 * A run in a plot.
 *
 * @param feed the run
 * @param names the names that had values when the plot was laid out; with a new one it is laid out anew
 */
public record RunView(RunFeed feed, List<String> names) {

    public RunView {
        names = List.copyOf(names);
    }

    /** The run as it is now. */
    public static RunView of(RunFeed feed) {
        return new RunView(feed, feed.record().names());
    }
}
