package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.training.ReadableRun;
import java.util.List;

/**
 * A run in a plot.
 *
 * @param run the run
 * @param names the names that had values when the plot was laid out; with a new one it is laid out anew
 */
public record RunView(ReadableRun run, List<String> names) {

    public RunView {
        names = List.copyOf(names);
    }

    /** The run as it is now. */
    public static RunView of(ReadableRun run) {
        return new RunView(run, run.record().names());
    }
}
