package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.Sampling;
import dev.cellwatch.monitor.settings.TraceSettings;
import dev.cellwatch.monitor.settings.TraceTarget;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes spans and has them sent. Made only where traces are wanted, because it loads OpenTelemetry. Thread-safe. */
final class Tracer implements AutoCloseable {

    private final QuietLoggers quiet = new QuietLoggers();
    private final SpanQueue queue;
    private final SdkTracerProvider provider;
    private final io.opentelemetry.api.trace.Tracer spans;
    private final Context root;
    private final boolean propagates;

    @SuppressWarnings("ThreadLocalUsage") // each has spans of its own
    private final ThreadLocal<@Nullable RecordedSpan> innermost = new ThreadLocal<>();

    Tracer(TraceSettings settings, SpanQueue queue) {
        this.queue = queue;
        quiet.begin();
        this.provider = SdkTracerProvider.builder()
                .setResource(resource(settings.resource()))
                .setSampler(sampler(settings.sampling()))
                .addSpanProcessor(queue)
                .build();
        this.spans = provider.get("cellwatch");
        this.propagates = settings.upstream().context();
        this.root = W3CTraceContextPropagator.getInstance()
                .extract(
                        Context.root(),
                        settings.upstream().headers(),
                        (headers, key) -> headers == null ? null : headers.get(key));
    }

    /** One that sends to the target of the settings. */
    static Tracer of(TraceSettings settings, Consumer<TraceNews> news) {
        TraceTarget target = settings.target().orElseThrow();
        SpanQueue queue = new SpanQueue(new Delivery(target.place(), () -> SpanExport.to(target), news));
        Tracer tracer = new Tracer(settings, queue);
        queue.begin();
        return tracer;
    }

    private static Resource resource(Map<String, String> words) {
        AttributesBuilder attributes = Attributes.builder();
        words.forEach(attributes::put);
        return Resource.getDefault().merge(Resource.create(attributes.build()));
    }

    private static Sampler sampler(Sampling sampling) {
        Sampler own = sampling.ratio() >= 1
                ? Sampler.alwaysOn()
                : sampling.ratio() <= 0 ? Sampler.alwaysOff() : Sampler.traceIdRatioBased(sampling.ratio());
        return sampling.byParent() ? Sampler.parentBased(own) : own;
    }

    /** A span within what encloses this thread, or else the cell, which encloses the thread until it is closed. */
    RecordedSpan enclosing(String name, @Nullable RecordedSpan cell) {
        RecordedSpan outer = innermost(cell);
        if (outer != null && outer.isSilent()) {
            return silence(outer, cell);
        }
        return enclosing(name, outer == null ? cell : outer, cell);
    }

    /** The same within that one. */
    RecordedSpan enclosing(String name, @Nullable RecordedSpan parent, @Nullable RecordedSpan cell) {
        return encloses(new RecordedSpan(builder(name, parent).startSpan(), cell, innermost(cell)));
    }

    /** Has nothing traced that this thread begins until it is closed. */
    RecordedSpan silence(RecordedSpan place, @Nullable RecordedSpan cell) {
        return encloses(RecordedSpan.silent(place, cell, innermost(cell)));
    }

    private RecordedSpan encloses(RecordedSpan span) {
        innermost.set(span);
        return span;
    }

    /** A span that encloses no thread. */
    RecordedSpan begin(String name, long startMillis, @Nullable RecordedSpan cell) {
        RecordedSpan outer = innermost(cell);
        return within(name, startMillis, outer == null ? cell : outer);
    }

    /** A span within that one, or else within what this program is a part of. */
    RecordedSpan within(String name, long startMillis, @Nullable RecordedSpan parent) {
        Span span = builder(name, parent)
                .setStartTimestamp(startMillis, TimeUnit.MILLISECONDS)
                .startSpan();
        return new RecordedSpan(span, parent, null);
    }

    private SpanBuilder builder(String name, @Nullable RecordedSpan parent) {
        return spans.spanBuilder(name).setParent(parent == null ? root : parent.context());
    }

    /** What encloses this thread. */
    @Nullable
    RecordedSpan innermost(@Nullable RecordedSpan cell) {
        RecordedSpan last = innermost.get();
        if (last == null) {
            return null;
        }
        RecordedSpan still = last.stillEnclosing(cell);
        if (still == null) {
            innermost.remove();
        } else if (still != last) {
            innermost.set(still);
        }
        return still;
    }

    Map<String, String> headers(@Nullable RecordedSpan cell) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (propagates) {
            RecordedSpan own = innermost(cell);
            RecordedSpan now = own == null ? cell : own;
            W3CTraceContextPropagator.getInstance()
                    .inject(now == null ? root : now.context(), headers, (to, key, value) -> {
                        if (to != null) {
                            to.put(key, value);
                        }
                    });
        }
        return headers;
    }

    TraceStatus status() {
        return queue.status();
    }

    /** Ends without anybody waiting for it. */
    void closeBeside() {
        Thread ending = new Thread(this::close, "cellwatch-traces-end");
        ending.setDaemon(true);
        ending.start();
    }

    /** Sends what waits, for two seconds at most. */
    @Override
    @SuppressWarnings("CheckReturnValue") // whether all could be sent is told by nobody who ends
    public void close() {
        provider.shutdown().join(0, TimeUnit.SECONDS);
    }
}
