package dev.cellwatch.monitor.log;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Something that has begun and will end, which is written once. Thread-safe. */
public final class Span {

    private final EventLog log;
    private final String component;
    private final Trace trace;
    private final long startMillis;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Span outer;

    Span(EventLog log, String component, Trace trace, long startMillis) {
        this.log = log;
        this.component = component;
        this.trace = trace;
        this.startMillis = startMillis;
    }

    /** Has what is written until its end share its trace, in whichever thread: a kernel runs one cell at a time. */
    public Span aroundAll() {
        outer = log.surround(this);
        return this;
    }

    /** Writes that it is over, and how long it took. */
    public void end(Level level, String message, @Nullable Map<String, ?> metadata) {
        endAt(log.millis(), level, message, metadata);
    }

    /** Writes that it was over a while ago. */
    public void endAt(long millis, Level level, String message, @Nullable Map<String, ?> metadata) {
        if (over.compareAndSet(false, true)) {
            log.end(this, millis, level, message, metadata);
        }
    }

    /** What surrounded everything when this began to, unless that is over. */
    @Nullable
    Span outer() {
        Span around = outer;
        return around == null || !around.over.get() ? around : around.outer();
    }

    String component() {
        return component;
    }

    Trace trace() {
        return trace;
    }

    long startMillis() {
        return startMillis;
    }
}
