package dev.cellwatch.monitor.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real exporter, over the wire. */
class CollectorOverHttpTest {

    private record Request(String path, String type, String key, String body) {}

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<TraceNews> news = new LinkedBlockingQueue<>();
    private HttpServer server;
    private volatile int answer = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("x-api-key"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Tracing tracing() {
        return Tracing.of(
                Settings.from(Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort(),
                                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                                "OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=a%20b",
                                "OTEL_SERVICE_NAME", "my-notebook"))
                        .trace(),
                news::add);
    }

    @Test
    void spans_arrive_as_protobuf_and_what_waits_is_sent_at_the_end() throws InterruptedException {
        try (Tracing tracing = tracing()) {
            tracing.span("Forward Pass").close();
        }
        Request request = requests.poll(10, TimeUnit.SECONDS);
        assertEquals("/v1/traces", request.path());
        assertEquals("application/x-protobuf", request.type());
        assertEquals("a b", request.key());
        assertTrue(request.body().contains("Forward Pass"));
        assertTrue(request.body().contains("my-notebook"));
    }

    @Test
    void what_the_collector_refuses_is_dropped_and_said_and_nothing_is_complained_about_elsewhere()
            throws InterruptedException {
        answer = 400;
        try (Tracing tracing = tracing()) {
            tracing.span("Forward Pass").close();
            TraceNews said = news.poll(10, TimeUnit.SECONDS);
            assertTrue(said.sentence().contains("it answers with 400"), said.sentence());
            assertEquals(1, requests.size());
            for (String name : List.of("io.opentelemetry.exporter.otlp", "okhttp3.OkHttpClient")) {
                assertEquals(false, Logger.getLogger(name).isLoggable(java.util.logging.Level.SEVERE), name);
            }
        }
    }
}
