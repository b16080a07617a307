package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ScrapeHandlerTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ScrapedKernel kernel;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        kernel = new ScrapedKernel(ScriptedGpus.two().source(), folder).read();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", kernel.exposition.handler());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        kernel.close();
    }

    private HttpResponse<byte[]> ask(String method, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }

    @Test
    void a_plain_request_gets_text() throws Exception {
        HttpResponse<byte[]> response = ask("GET");
        assertEquals(200, response.statusCode());
        assertEquals(Optional.of("text/plain; version=0.0.4; charset=utf-8"), header(response, "Content-Type"));
        assertEquals(kernel.text(), new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void what_prometheus_asks_for_is_openmetrics_in_a_fraction_of_the_size() throws Exception {
        HttpResponse<byte[]> response = ask(
                "GET",
                "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.4",
                "Accept-Encoding",
                "gzip");
        assertEquals(
                Optional.of("application/openmetrics-text; version=1.0.0; charset=utf-8"),
                header(response, "Content-Type"));
        assertEquals(Optional.of("gzip"), header(response, "Content-Encoding"));
        byte[] whole = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertEquals(kernel.openMetrics(), new String(whole, StandardCharsets.UTF_8));
        assertTrue(response.body().length < whole.length / 4, response.body().length + " of " + whole.length);
    }

    @Test
    void packing_that_is_refused_is_not_done() throws Exception {
        assertEquals(Optional.empty(), header(ask("GET", "Accept-Encoding", "gzip;q=0, br"), "Content-Encoding"));
        assertEquals(Optional.of("gzip"), header(ask("GET", "Accept-Encoding", "br, gzip;q=0.5"), "Content-Encoding"));
    }

    @Test
    void head_tells_the_length_and_sends_nothing() throws Exception {
        HttpResponse<byte[]> response = ask("HEAD", "Accept-Encoding", "gzip");
        assertEquals(200, response.statusCode());
        assertEquals(0, response.body().length);
        assertTrue(Integer.parseInt(header(response, "Content-Length").orElseThrow()) > 0);
        assertEquals(200, ask("GET").statusCode(), "the connection goes on");
    }

    @Test
    void other_methods_are_not_allowed() throws Exception {
        HttpResponse<byte[]> response = ask("POST");
        assertEquals(405, response.statusCode());
        assertEquals(Optional.of("GET, HEAD"), header(response, "Allow"));
    }
}
