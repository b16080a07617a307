package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Every request goes through here: it is let in or sent away, answered, and counted. Thread-safe. */
final class Site implements HttpHandler {

    /** No script but ours, nothing from elsewhere, in no frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Gate gate;
    private final Exchanges exchanges;
    private final Journal journal;

    Site(Gate gate, Exchanges exchanges, Journal journal) {
        this.gate = gate;
        this.exchanges = exchanges;
        this.journal = journal;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long begin = System.nanoTime();
        addCommonHeaders(exchange.getResponseHeaders());
        Gate.Decision decision = gate.decide(exchange);
        Route route = decision.route();
        exchanges.allow(route == null ? Exchanges.TO_GO : Exchanges.TO_ANSWER);
        String name = gate.route(exchange).map(Route::path).orElse("other");
        try {
            answer(exchange, route, decision.refusal());
        } catch (IOException goneOrLate) {
            exchange.close();
        } catch (RuntimeException | LinkageError failed) {
            journal.troubles().add(name, String.valueOf(failed));
            sayFailed(exchange);
        } finally {
            journal.statistics().add(name, Math.max(0, exchange.getResponseCode()), System.nanoTime() - begin);
        }
    }

    private static void answer(HttpExchange exchange, @Nullable Route route, @Nullable Answer refusal)
            throws IOException {
        if (refusal != null) {
            refusal.send(exchange);
        } else if (route != null) {
            route.handler().handle(exchange);
            if (!route.stays()) {
                exchange.close();
            }
        }
    }

    private static void sayFailed(HttpExchange exchange) throws IOException {
        if (exchange.getResponseCode() == -1) {
            Answer.say(500, "This could not be answered; /admin/monitor/errors has why.")
                    .send(exchange);
        }
        exchange.close();
    }

    private static void addCommonHeaders(Headers headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }
}
