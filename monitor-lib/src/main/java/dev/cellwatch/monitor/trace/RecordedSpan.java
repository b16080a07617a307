package dev.cellwatch.monitor.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A span that is traced. */
final class RecordedSpan implements Traced {

    private static final int LONGEST = 1024;
    /** An end that was only just is taken from the clock of the span, which is finer. */
    private static final long JUST_NOW_MILLIS = 1000;

    private final Span span;
    private final boolean silent;
    private final @Nullable RecordedSpan cell;
    private final @Nullable RecordedSpan enclosing;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * A span that has begun.
     *
     * @param cell what surrounded everything then
     * @param enclosing what enclosed its thread then
     */
    RecordedSpan(Span span, @Nullable RecordedSpan cell, @Nullable RecordedSpan enclosing) {
        this(span, cell, enclosing, false);
    }

    private RecordedSpan(Span span, @Nullable RecordedSpan cell, @Nullable RecordedSpan enclosing, boolean silent) {
        this.silent = silent;
        this.span = span;
        this.cell = cell;
        this.enclosing = enclosing;
    }

    /** Stands where another is, and keeps what is within it from being traced. */
    static RecordedSpan silent(RecordedSpan place, @Nullable RecordedSpan cell, @Nullable RecordedSpan enclosing) {
        return new RecordedSpan(Span.wrap(place.span.getSpanContext()), cell, enclosing, true);
    }

    boolean isSilent() {
        return silent;
    }

    @Override
    public Traced attribute(String key, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            span.setAttribute(AttributeKey.longKey(key), ((Number) value).longValue());
        } else if (value instanceof Number number) {
            span.setAttribute(AttributeKey.doubleKey(key), number.doubleValue());
        } else if (value instanceof Boolean flag) {
            span.setAttribute(AttributeKey.booleanKey(key), flag);
        } else if (value != null) {
            span.setAttribute(AttributeKey.stringKey(key), text(value));
        }
        return this;
    }

    private static String text(Object value) {
        try {
            String text = String.valueOf(value);
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        } catch (RuntimeException unable) {
            return value.getClass().getName(); // a user's object need not know how to tell itself
        }
    }

    @Override
    public Traced event(String name) {
        span.addEvent(name);
        return this;
    }

    @Override
    public Traced failed(Throwable what) {
        span.recordException(what);
        return failed(what.getClass().getSimpleName());
    }

    @Override
    public Traced failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
        return this;
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            span.end();
        }
    }

    void endAt(long millis) {
        if (over.compareAndSet(false, true)) {
            if (System.currentTimeMillis() - millis < JUST_NOW_MILLIS) {
                span.end();
            } else {
                span.end(millis, TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * This, or what encloses it, as far as it goes on. What was left open by a cell that is over encloses nothing of the
     * next.
     */
    @Nullable
    RecordedSpan stillEnclosing(@Nullable RecordedSpan nowCell) {
        RecordedSpan known = this;
        while (known != null && (known.over.get() || known.isLeftBy(nowCell))) {
            known = known.enclosing;
        }
        return known;
    }

    private boolean isLeftBy(@Nullable RecordedSpan nowCell) {
        return cell != null && nowCell != null && cell != nowCell && cell.over.get();
    }

    Trace trace() {
        SpanContext context = span.getSpanContext();
        return new Trace(context.getTraceId(), context.getSpanId());
    }

    Context context() {
        return Context.root().with(span);
    }
}
