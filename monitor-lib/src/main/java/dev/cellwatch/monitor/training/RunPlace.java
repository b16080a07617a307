package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.history.History;
import java.util.Optional;

/**
 * Where runs take place: what is kept of one besides what it says.
 *
 * @param history what the machine does
 * @param notebook the notebook that the program belongs to, where that is known
 * @param demo whether the GPUs are made up
 */
public record RunPlace(History history, Optional<String> notebook, boolean demo) {

    /** A run as it is at a moment. */
    KeptRun form(RunFeed feed, RunName name, long nowMillis) {
        long end = Math.max(feed.startMillis(), Math.min(nowMillis, feed.endMillis()));
        return new KeptRun(
                name,
                RunHeader.of(feed, notebook, nowMillis),
                feed.record().copy(),
                MachineRecord.of(history, demo, feed.startMillis(), end));
    }
}
