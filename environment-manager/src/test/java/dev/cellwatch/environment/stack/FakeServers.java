package dev.cellwatch.environment.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.GpuAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A Grafana and a Prometheus that answer what a test wants, on a port of their own each. */
final class FakeServers implements AutoCloseable {

    /** The engine on which they run. */
    static final Engine ENGINE = new Engine(
            Optional.empty(),
            "Docker",
            "28.2.2",
            List.of("docker", "compose"),
            "2.26.1",
            GpuAccess.NO_GPU,
            Set.of(),
            "/data/engine");

    final Map<String, String> prometheusSays = new ConcurrentHashMap<>();
    volatile String password = "";
    /** How often Grafana let nobody in. */
    final AtomicInteger refused = new AtomicInteger();

    /** What Grafana tells whoever may log in, by path. */
    final Map<String, String> grafanaSays = new ConcurrentHashMap<>();

    private final HttpServer grafana = server();
    private final HttpServer prometheus = server();

    FakeServers() throws IOException {
        grafana.createContext("/api/health", exchange -> answer(exchange, 200, "{}"));
        grafana.createContext("/api/user", exchange -> answer(exchange, opens(exchange) ? 200 : 401, "{}"));
        grafana.createContext("/api/", exchange -> {
            String said = grafanaSays.get(exchange.getRequestURI().getPath());
            answer(exchange, !opens(exchange) ? 401 : said == null ? 404 : 200, said == null ? "" : said);
        });
        prometheus.createContext("/", exchange -> {
            String said = prometheusSays.get(exchange.getRequestURI().getPath());
            answer(exchange, said == null ? 404 : 200, said == null ? "" : said);
        });
        prometheusSays.put("/-/ready", "ready");
        grafana.start();
        prometheus.start();
    }

    int grafanaPort() {
        return grafana.getAddress().getPort();
    }

    int prometheusPort() {
        return prometheus.getAddress().getPort();
    }

    /** All these jobs have one target, which is up or not. */
    void targets(boolean up, String... jobs) {
        StringBuilder targets = new StringBuilder();
        for (String job : jobs) {
            targets.append(targets.length() == 0 ? "" : ",")
                    .append("{\"labels\":{\"job\":\"")
                    .append(job)
                    .append("\",\"instance\":\"i\"},\"scrapeUrl\":\"http://")
                    .append(job)
                    .append("/metrics\",\"health\":\"")
                    .append(up ? "up" : "down")
                    .append("\",\"lastError\":\"")
                    .append(up ? "" : "refused")
                    .append("\"}");
        }
        prometheusSays.put("/api/v1/targets", "{\"data\":{\"activeTargets\":[" + targets + "]}}");
    }

    private boolean opens(HttpExchange exchange) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        boolean opens = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        refused.addAndGet(opens ? 0 : 1);
        return opens;
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        grafana.stop(0);
        prometheus.stop(0);
    }
}
