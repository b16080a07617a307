package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps an output about alerts up to date: once for each change, never for each reading. Thread-safe. */
public final class AlertWatch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Supplier<Monitor> monitor;
    private final Timer timer;
    private @Nullable Lease lease;
    private CellDisplay.@Nullable Output output;
    private Seen known = new Seen(List.of(), List.of());
    private int round;

    /**
     * What there is to tell.
     *
     * @param finished what was over since the watch began, if that is asked for
     */
    public record Seen(List<Alert> alerts, List<String> finished) {

        boolean isSameAs(Seen other) {
            if (alerts.size() != other.alerts.size() || !finished.equals(other.finished)) {
                return false;
            }
            for (int i = 0; i < alerts.size(); i++) {
                if (!alerts.get(i).isSameAs(other.alerts.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    public AlertWatch(Supplier<Monitor> monitor) {
        this(monitor, new DaemonTimer("cellwatch-alerts", CompilerWish::tell));
    }

    AlertWatch(Supplier<Monitor> monitor, Timer timer) {
        this.monitor = monitor;
        this.timer = timer;
    }

    /**
     * Shows what is the matter in a cell, and from then on each change there; one that was begun before ends.
     *
     * @param finished gives what was over lately, nothing where that is not asked for
     */
    public synchronized void begin(
            CellDisplay cell, Function<Monitor, List<String>> finished, Function<Seen, Bundle> words) {
        end();
        Monitor watched = monitor.get();
        lease = watched.watch(watched.settings().interval());
        known = new Seen(watched.alerts(), finished.apply(watched));
        output = cell.show(words.apply(known));
        int mine = ++round;
        timer.in(LOOK, () -> look(mine, finished, words));
    }

    private synchronized void look(int mine, Function<Monitor, List<String>> finished, Function<Seen, Bundle> words) {
        if (mine != round || output == null) {
            return;
        }
        try {
            Seen now = new Seen(monitor.get().alerts(), finished.apply(monitor.get()));
            if (!now.isSameAs(known)) {
                known = now;
                output.update(words.apply(now));
            }
        } finally {
            timer.in(LOOK, () -> look(mine, finished, words));
        }
    }

    public synchronized boolean isOn() {
        return lease != null;
    }

    /** Ends it; what it showed last stays. */
    @Override
    public synchronized void close() {
        end();
    }

    private void end() {
        round++;
        output = null;
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }
}
