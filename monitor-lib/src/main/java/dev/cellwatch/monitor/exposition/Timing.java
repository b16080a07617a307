package dev.cellwatch.monitor.exposition;

import java.util.function.DoubleConsumer;

/** A piece of code while it is timed: {@code try (var timed = latency.time()) { ... }}. For one thread. */
public final class Timing implements AutoCloseable {

    private final long startNanos = System.nanoTime();
    private final DoubleConsumer taken;
    private boolean closed;

    /** @param taken is told the seconds once it is over */
    Timing(DoubleConsumer taken) {
        this.taken = taken;
    }

    /** How long it has taken so far. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            taken.accept(seconds());
        }
    }
}
