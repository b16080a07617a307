package dev.cellwatch.monitor.exposition;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/** The client library's handler, for the two methods that it is right for. */
final class ScrapeHandler implements HttpHandler {

    private static final int METHOD_NOT_ALLOWED = 405;

    private final HttpHandler metrics;

    ScrapeHandler(PrometheusRegistry registry) {
        this.metrics = new MetricsHandler(registry);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> metrics.handle(exchange);
            case "HEAD" -> {
                // a packed body has no length before it is written, and HEAD has no body
                exchange.getRequestHeaders().remove("Accept-Encoding");
                metrics.handle(exchange);
            }
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                exchange.close();
            }
        }
    }
}
