package dev.cellwatch.monitor.host;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reading that is used again for a short while, so that asking often does not mean reading often. Thread-safe. */
final class Kept<T> {

    private final Supplier<T> source;
    private final long keepNanos;
    private final LongSupplier nanoClock;
    private @Nullable T value;
    private long readNanos;

    Kept(Supplier<T> source, Duration keep, LongSupplier nanoClock) {
        this.source = source;
        this.keepNanos = keep.toNanos();
        this.nanoClock = nanoClock;
    }

    synchronized T get() {
        long now = nanoClock.getAsLong();
        if (value == null || now - readNanos >= keepNanos) {
            value = source.get();
            readNanos = nanoClock.getAsLong();
        }
        return value;
    }
}
