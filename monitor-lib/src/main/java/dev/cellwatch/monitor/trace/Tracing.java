package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.TraceSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes on, as a tree: the cell, and within it what is measured, trained and named. While no collector is set, it
 * gives ids to the log and does nothing else: nothing of OpenTelemetry is loaded. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

    private final Function<TraceSettings, Tracer> start;
    private final Baggage baggage = new Baggage();
    private volatile TraceSettings settings = TraceSettings.off();
    private volatile @Nullable Tracer tracer;
    private volatile @Nullable Ongoing surrounding;
    private boolean closed;

    /** @param start makes what traces, where that is wanted */
    Tracing(Function<TraceSettings, Tracer> start) {
        this.start = start;
    }

    /** Traces as the settings say. */
    public static Tracing of(TraceSettings settings, Consumer<TraceNews> news) {
        Tracing tracing = new Tracing(wanted -> Tracer.of(wanted, news));
        tracing.renew(settings);
        return tracing;
    }

    /** Nothing is traced. */
    public static Tracing off() {
        return new Tracing(wanted -> {
            throw new IllegalStateException();
        });
    }

    /** Goes by other settings from now on. What is open belongs to the old ones. */
    public synchronized void renew(TraceSettings wanted) {
        if (closed || wanted.equals(settings)) {
            return;
        }
        Tracer old = tracer;
        tracer = wanted.target().isPresent() ? start.apply(wanted) : null;
        settings = wanted;
        if (old != null) {
            old.closeBeside();
        }
    }

    /** Those in force. */
    public TraceSettings settings() {
        return settings;
    }

    /** A span of the notebook's own, which encloses what its thread begins until it is closed. */
    public Traced span(String name) {
        Tracer known = tracer;
        return known == null ? Untraced.IT : known.enclosing(name, traced(surrounding));
    }

    /** The same within that one. */
    public Traced span(String name, Ongoing parent) {
        Tracer known = tracer;
        return known == null ? Untraced.IT : known.enclosing(name, parent.recorded(), traced(surrounding));
    }

    /** Has nothing traced that this thread begins until it is closed; what it belongs to meanwhile is that one. */
    public Traced silence(Ongoing place) {
        Tracer known = tracer;
        RecordedSpan there = place.recorded();
        return known == null || there == null ? Untraced.IT : known.silence(there, traced(surrounding));
    }

    /** Whether anything is traced. */
    public boolean isOn() {
        return tracer != null;
    }

    /** A cell begins, or has begun a while ago: within nothing that its thread has left open. */
    public Ongoing cell(String name, long startMillis) {
        return within(name, startMillis, surrounding);
    }

    /** Something of ours begins, or has begun a while ago, within what goes on. */
    public Ongoing begin(String name, long startMillis) {
        Ongoing around = surrounding;
        Tracer known = tracer;
        if (known == null) {
            return within(name, startMillis, around);
        }
        return ongoing(startMillis, known.begin(name, startMillis, traced(around)));
    }

    /** The same within that one. */
    public Ongoing begin(String name, long startMillis, Ongoing parent) {
        return within(name, startMillis, parent);
    }

    private Ongoing within(String name, long startMillis, @Nullable Ongoing parent) {
        Tracer known = tracer;
        return known == null
                ? new Ongoing(startMillis, Trace.within(parent == null ? null : parent.trace()), null)
                : ongoing(startMillis, known.within(name, startMillis, traced(parent)));
    }

    private static Ongoing ongoing(long startMillis, RecordedSpan span) {
        return new Ongoing(startMillis, span.trace(), span);
    }

    private static @Nullable RecordedSpan traced(@Nullable Ongoing known) {
        return known == null ? null : known.recorded();
    }

    /** From now on all that begins is within that, whichever thread begins it, until it is over. */
    public synchronized void surround(Ongoing cell) {
        cell.within(surrounding);
        surrounding = cell;
    }

    /** Whether something surrounds everything at present. */
    public boolean isSurrounded() {
        return surrounding != null;
    }

    /**
     * It is over, or was a while ago.
     *
     * @return false if it was already
     */
    public boolean end(Ongoing known, long millis) {
        boolean ended = known.endAt(millis);
        synchronized (this) {
            if (surrounding == known) {
                surrounding = known.outer();
            }
        }
        return ended;
    }

    /** What all that happens on this thread belongs to, if there is such a thing. */
    public Optional<Trace> current() {
        Ongoing around = surrounding;
        Tracer known = tracer;
        RecordedSpan own = known == null ? null : known.innermost(traced(around));
        return own != null
                ? Optional.of(own.trace())
                : Optional.ofNullable(around).map(Ongoing::trace);
    }

    /** {@code traceparent}, {@code tracestate} and {@code baggage} for a request to somebody else, as far as known. */
    public Map<String, String> headers() {
        Tracer known = tracer;
        return baggage.onto(
                settings.upstream(),
                known == null ? settings.upstream().headers() : known.headers(traced(surrounding)));
    }

    /** Sends a value along with {@link #headers()} from now on; null no longer. */
    public void baggage(String key, @Nullable String value) {
        baggage.put(key, value);
    }

    /** How the sending is doing, while it is on. */
    public Optional<TraceStatus> status() {
        Tracer known = tracer;
        return known == null ? Optional.empty() : Optional.of(known.status()); // a method reference would load it
    }

    /** Sends what waits, for two seconds at most, and ends. */
    @Override
    public void close() {
        Tracer last;
        synchronized (this) {
            closed = true;
            last = tracer;
            tracer = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
