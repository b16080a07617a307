package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.Settings;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A collector that is a list, and what is traced for it. A test lets time pass. */
public final class FakeCollector implements SpanExporter {

    public final Tracing tracing;
    final List<SpanData> spans = new ArrayList<>();
    final List<TraceNews> news = new ArrayList<>();
    final SpanQueue queue;
    boolean dead;
    int asked;
    long nanos;

    public FakeCollector() {
        this(Map.of());
    }

    FakeCollector(Map<String, String> environment) {
        queue = new SpanQueue(new Delivery("here", () -> this, news::add), () -> nanos);
        tracing = new Tracing(settings -> new Tracer(settings, queue));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("OTEL_TRACES_EXPORTER", "otlp");
        tracing.renew(Settings.from(all).trace());
    }

    /** What was sent, by its name. */
    public SpanData span(String name) {
        queue.tick();
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + names()));
    }

    /** What was sent, in the order in which it was over. */
    public List<String> names() {
        queue.tick();
        return spans.stream().map(SpanData::getName).toList();
    }

    /** The ids of what was sent, as the log tells them. */
    public Trace trace(String name) {
        return new Trace(span(name).getTraceId(), span(name).getSpanId());
    }

    /** The name of what that is within. */
    public String parent(String name) {
        String id = span(name).getParentSpanId();
        return spans.stream()
                .filter(span -> span.getSpanId().equals(id))
                .map(SpanData::getName)
                .findFirst()
                .orElse("");
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
        asked++;
        if (dead) {
            return CompletableResultCode.ofExceptionalFailure(new IOException("Connection refused"));
        }
        spans.addAll(batch);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
