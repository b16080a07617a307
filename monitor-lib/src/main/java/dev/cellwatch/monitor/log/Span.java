package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.trace.Ongoing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that has begun and will end, which is written once. Thread-safe. */
public final class Span {

    private final EventLog log;
    private final String component;
    private final Ongoing ongoing;

    Span(EventLog log, String component, Ongoing ongoing) {
        this.log = log;
        this.component = component;
        this.ongoing = ongoing;
    }

    /** Has what is written until its end share its trace, in whichever thread: a kernel runs one cell at a time. */
    public Span aroundAll() {
        log.tracing().surround(ongoing);
        return this;
    }

    /** Writes that it is over, and how long it took. */
    public void end(Level level, String message, @Nullable Map<String, ?> metadata) {
        endAt(log.millis(), level, message, metadata);
    }

    /** Writes that it was over a while ago. */
    public void endAt(long millis, Level level, String message, @Nullable Map<String, ?> metadata) {
        if (log.tracing().end(ongoing, millis)) {
            log.end(this, millis, level, message, metadata);
        }
    }

    String component() {
        return component;
    }

    /** What it is to whoever traces. */
    public Ongoing ongoing() {
        return ongoing;
    }
}
