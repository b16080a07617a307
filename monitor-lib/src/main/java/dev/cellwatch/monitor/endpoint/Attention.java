package dev.cellwatch.monitor.endpoint;

import dev.cellwatch.monitor.sampling.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps everything measured for a while after somebody has looked, and lets it rest then. Thread-safe. */
final class Attention implements AutoCloseable {

    private final Supplier<Lease> watch;
    private final Duration keep;
    private final InstantSource clock;
    private @Nullable Lease lease;
    private long endMillis;

    /**
     * @param watch has everything measured until the lease is closed
     * @param keep for how long after the last look
     */
    Attention(Supplier<Lease> watch, Duration keep, InstantSource clock) {
        this.watch = watch;
        this.keep = keep;
        this.clock = clock;
    }

    /** Somebody looks. True when nobody had looked for long, so that nothing is measured yet. */
    synchronized boolean pay() {
        endMillis = clock.millis() + keep.toMillis();
        if (lease != null) {
            return false;
        }
        lease = watch.get();
        return true;
    }

    /** Ends what nobody looks at any more; to be called from time to time. */
    synchronized void tick() {
        if (clock.millis() >= endMillis) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }
}
