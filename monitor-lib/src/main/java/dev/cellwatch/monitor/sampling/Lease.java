package dev.cellwatch.monitor.sampling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody's wish to have readings; sampling goes on at least until it is closed. Thread-safe. */
public final class Lease implements AutoCloseable {

    private final Duration interval;
    private final Demand demand;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Lease(Duration interval, Demand demand) {
        this.interval = interval;
        this.demand = demand;
    }

    /** How often readings come, at the least. */
    public Duration interval() {
        return interval;
    }

    /** Whether it has not been closed yet. */
    public boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            demand.remove(interval);
        }
    }
}
