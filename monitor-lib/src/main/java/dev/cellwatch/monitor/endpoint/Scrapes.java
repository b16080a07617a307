package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands before the exposition: a scrape keeps everything measured, and we know who it was. Thread-safe. */
final class Scrapes implements HttpHandler {

    private static final int LONGEST_AGENT = 60;

    private final HttpHandler exposition;
    private final Attention attention;
    private final InstantSource clock;
    private volatile Status.@Nullable Scrape last;

    Scrapes(HttpHandler exposition, Attention attention, InstantSource clock) {
        this.exposition = exposition;
        this.attention = attention;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        attention.pay();
        last = new Status.Scrape(
                clock.millis(), exchange.getRemoteAddress().getAddress().getHostAddress(), agent(exchange));
        exposition.handle(exchange);
    }

    private static String agent(HttpExchange exchange) {
        String named = exchange.getRequestHeaders().getFirst("User-Agent");
        String plain = named == null ? "" : named.replaceAll("[^ -~]", "");
        return plain.length() > LONGEST_AGENT ? plain.substring(0, LONGEST_AGENT) : plain;
    }

    Optional<Status.Scrape> last() {
        return Optional.ofNullable(last);
    }
}
