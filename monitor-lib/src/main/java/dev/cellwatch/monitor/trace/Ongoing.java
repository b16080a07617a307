package dev.cellwatch.monitor.trace;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Something of ours that has begun: a cell, a run. It has its ids, whether it is traced or not. Thread-safe. */
public final class Ongoing {

    private final long startMillis;
    private final Trace trace;
    private final @Nullable RecordedSpan span;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Ongoing outer;

    Ongoing(long startMillis, Trace trace, @Nullable RecordedSpan span) {
        this.startMillis = startMillis;
        this.trace = trace;
        this.span = span;
    }

    /** When it began, milliseconds since the epoch. */
    public long startMillis() {
        return startMillis;
    }

    /** Its ids. */
    public Trace trace() {
        return trace;
    }

    /** To say something of it; does nothing where it is not traced. */
    public Traced span() {
        return span == null ? Untraced.IT : span;
    }

    /** What is traced of it. */
    @Nullable
    RecordedSpan recorded() {
        return span;
    }

    /**
     * It is over, or was a while ago.
     *
     * @return false if it was already
     */
    public boolean endAt(long millis) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        if (span != null) {
            span.endAt(millis);
        }
        return true;
    }

    boolean isOver() {
        return over.get();
    }

    void within(@Nullable Ongoing surrounding) {
        outer = surrounding;
    }

    /** What surrounded everything when this began to, unless that is over. */
    @Nullable
    Ongoing outer() {
        Ongoing around = outer;
        return around == null || !around.isOver() ? around : around.outer();
    }
}
