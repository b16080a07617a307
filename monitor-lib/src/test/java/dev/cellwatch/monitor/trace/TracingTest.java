package dev.cellwatch.monitor.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.settings.TraceSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final FakeCollector collector = new FakeCollector();
    private final Tracing tracing = collector.tracing;

    private Ongoing cell(String name) {
        Ongoing cell = tracing.cell(name, System.currentTimeMillis());
        tracing.surround(cell);
        return cell;
    }

    private void end(Ongoing what) {
        tracing.end(what, System.currentTimeMillis());
    }

    @Test
    void a_span_is_within_the_one_around_it_and_that_within_the_cell() {
        Ongoing cell = cell("cell 1");
        try (Traced outer = tracing.span("Inference")) {
            try (Traced inner = tracing.span("Forward Pass")) {
                inner.event("warm");
            }
            outer.attribute("batch_size", 64);
        }
        end(cell);
        assertEquals("Inference", collector.parent("Forward Pass"));
        assertEquals("cell 1", collector.parent("Inference"));
        assertEquals("", collector.parent("cell 1"));
        assertEquals(List.of("Forward Pass", "Inference", "cell 1"), collector.names());
    }

    @Test
    void what_another_thread_begins_is_within_the_cell() throws InterruptedException {
        Ongoing cell = cell("cell 1");
        try (Traced mine = tracing.span("mine")) {
            Thread other = new Thread(() -> tracing.span("theirs").close());
            other.start();
            other.join();
            mine.event("waited");
        }
        end(cell);
        assertEquals("cell 1", collector.parent("theirs"));
    }

    @Test
    void what_a_cell_left_open_encloses_nothing_of_the_next() {
        Ongoing first = cell("cell 1");
        Traced forgotten = tracing.span("forgotten");
        end(first);
        Ongoing second = cell("cell 2");
        tracing.span("later").close();
        forgotten.close();
        end(second);
        assertEquals("cell 2", collector.parent("later"));
        assertEquals("cell 1", collector.parent("forgotten"));
        assertNotEquals(
                collector.span("cell 1").getTraceId(), collector.span("cell 2").getTraceId());
    }

    @Test
    void a_span_that_another_thread_closes_encloses_nothing_any_more() throws InterruptedException {
        Traced span = tracing.span("closed elsewhere");
        Thread other = new Thread(span::close);
        other.start();
        other.join();
        tracing.span("next").close();
        assertEquals("", collector.parent("next"));
    }

    @Test
    void what_is_said_of_a_span_arrives_in_its_own_type() {
        try (Traced span = tracing.span("Batch Processing")) {
            span.attribute("size", 64)
                    .attribute("share", 0.5)
                    .attribute("gpu", true)
                    .attribute("model", "llama")
                    .attribute("long", "x".repeat(5000))
                    .event("half way")
                    .failed(new IllegalStateException("no memory"));
        }
        SpanData span = collector.span("Batch Processing");
        assertEquals(64L, span.getAttributes().get(AttributeKey.longKey("size")));
        assertEquals(0.5, span.getAttributes().get(AttributeKey.doubleKey("share")));
        assertEquals(true, span.getAttributes().get(AttributeKey.booleanKey("gpu")));
        assertEquals("llama", span.getAttributes().get(AttributeKey.stringKey("model")));
        assertEquals(
                1024,
                String.valueOf(span.getAttributes().get(AttributeKey.stringKey("long")))
                        .length());
        assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
        assertEquals(
                List.of("half way", "exception"),
                span.getEvents().stream().map(event -> event.getName()).toList());
    }

    @Test
    void a_span_is_sent_once_however_often_it_is_closed() {
        Traced span = tracing.span("once");
        span.close();
        span.close();
        assertEquals(List.of("once"), collector.names());
    }

    @Test
    void a_parent_in_the_environment_is_the_parent_of_all_and_what_goes_out_is_within_the_innermost() {
        FakeCollector part = new FakeCollector(
                Map.of("TRACEPARENT", PARENT, "TRACESTATE", "vendor=1", "BAGGAGE", "team=blue,user=ada"));
        part.tracing.baggage("user", "Zoë Ω");
        Map<String, String> headers;
        try (Traced span = part.tracing.span("request")) {
            headers = part.tracing.headers();
            span.event("sent");
        }
        SpanData sent = part.span("request");
        assertEquals("0af7651916cd43dd8448eb211c80319c", sent.getTraceId());
        assertEquals("b7ad6b7169203331", sent.getParentSpanId());
        assertTrue(headers.getOrDefault("traceparent", "").contains(sent.getTraceId() + "-" + sent.getSpanId()));
        assertEquals("vendor=1", headers.get("tracestate"));
        assertEquals("team=blue,user=Zo%C3%AB%20%CE%A9", headers.get("baggage"));
    }

    @Test
    void a_parent_that_is_not_sampled_keeps_all_of_it_from_being_sent() {
        FakeCollector part = new FakeCollector(Map.of("TRACEPARENT", PARENT.replaceAll("01$", "00")));
        part.tracing.span("quiet").close();
        assertEquals(List.of(), part.names());
    }

    @Test
    void a_ratio_of_nothing_sends_nothing_and_the_log_still_has_ids() {
        FakeCollector part = new FakeCollector(
                Map.of("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0"));
        try (Traced span = part.tracing.span("quiet")) {
            span.event("unseen");
            assertTrue(part.tracing.current().isPresent());
        }
        assertEquals(List.of(), part.names());
    }

    @Test
    void without_propagators_nothing_comes_in_or_goes_out() {
        FakeCollector part = new FakeCollector(Map.of("TRACEPARENT", PARENT, "OTEL_PROPAGATORS", "none"));
        try (Traced span = part.tracing.span("alone")) {
            span.event("here");
            assertEquals(Map.of(), part.tracing.headers());
        }
        assertNotEquals("0af7651916cd43dd8448eb211c80319c", part.span("alone").getTraceId());
    }

    @Test
    void while_nothing_is_traced_the_same_calls_do_nothing() {
        Tracing off = Tracing.off();
        try (Traced span = off.span("Forward Pass")) {
            span.attribute("a", 1).event("b").failed(new RuntimeException());
            assertEquals(Optional.empty(), off.current());
        }
        assertEquals(Map.of(), off.headers());
        assertFalse(off.isOn());
        off.baggage("team", "blue");
        assertEquals(Map.of("baggage", "team=blue"), off.headers());
        off.baggage("team", null);
        assertEquals(Map.of(), off.headers());
        assertThrows(IllegalArgumentException.class, () -> off.baggage("a b", "c"));
    }

    @Test
    void while_nothing_is_traced_nothing_of_opentelemetry_is_loaded() throws Exception {
        ClassLoader without = new WithoutOpenTelemetry(TracingTest.class.getClassLoader());
        Class<?> quiet = without.loadClass(Quiet.class.getName());
        ((Runnable) quiet.getDeclaredConstructor().newInstance()).run();
        assertEquals(without, quiet.getClassLoader());
    }

    /** What a notebook and a log do. */
    public static final class Quiet implements Runnable {
        @Override
        public void run() {
            Tracing off = Tracing.of(TraceSettings.off(), news -> {});
            Ongoing cell = off.begin("cell 1", 0);
            off.surround(cell);
            off.span("Forward Pass").attribute("a", 1).close();
            off.begin("training", 0, cell).span().failed("no");
            off.current();
            off.headers();
            off.status();
            off.end(cell, 1);
            off.close();
        }
    }

    @Test
    void tracing_is_turned_on_and_off_while_a_program_runs() {
        Tracing later = new Tracing(settings -> new Tracer(settings, collector.queue));
        Ongoing before = later.begin("cell 1", 0);
        later.surround(before);
        later.renew(tracing.settings());
        try (Traced span = later.span("first")) {
            span.event("on");
        }
        assertTrue(later.end(before, 1));
        assertEquals(List.of("first"), collector.names());
        later.renew(TraceSettings.off());
        later.span("second").close();
        assertEquals(List.of("first"), collector.names());
    }
}
