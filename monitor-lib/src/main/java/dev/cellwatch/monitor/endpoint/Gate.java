package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out whom it does not concern. What it checks, in this order: size, address, name, path, method, token, origin.
 * Thread-safe.
 */
final class Gate {

    private static final int LONGEST_PATH = 4096;
    private static final int MOST_HEADER_CHARACTERS = 16_384;
    static final int MOST_BODY_BYTES = 1024;

    private final List<Route> routes;
    private final Hosts hosts;
    private final Visitors visitors;

    /** What becomes of a request: the route that it may have, or the answer that sends it away. */
    record Decision(@Nullable Route route, @Nullable Answer refusal) {
        static Decision refuse(int status, String sentence) {
            return new Decision(null, Answer.say(status, sentence));
        }
    }

    Gate(List<Route> routes, Hosts hosts, Visitors visitors) {
        this.routes = List.copyOf(routes);
        this.hosts = hosts;
        this.visitors = visitors;
    }

    Decision decide(HttpExchange exchange) {
        return tooLarge(exchange).or(() -> wrongHost(exchange)).orElseGet(() -> routed(exchange));
    }

    private static Optional<Decision> tooLarge(HttpExchange exchange) {
        if (exchange.getRequestURI().toString().length() > LONGEST_PATH) {
            return refusal(414, "The address is too long.");
        }
        Headers headers = exchange.getRequestHeaders();
        long size = headers.entrySet().stream()
                .mapToLong(header -> header.getKey().length()
                        + header.getValue().stream().mapToLong(String::length).sum())
                .sum();
        if (size > MOST_HEADER_CHARACTERS) {
            return refusal(431, "The headers are too long.");
        }
        return bodyFits(headers) ? Optional.empty() : refusal(413, "Nothing here takes so long a body.");
    }

    /** A body without a length is read by nobody, and what is left of it ends the connection. */
    private static boolean bodyFits(Headers headers) {
        String length = headers.getFirst("Content-Length");
        return !headers.containsKey("Transfer-Encoding")
                && (length == null || (length.matches("\\d{1,4}") && Integer.parseInt(length) <= MOST_BODY_BYTES));
    }

    private static Optional<Decision> refusal(int status, String sentence) {
        return Optional.of(Decision.refuse(status, sentence));
    }

    private Optional<Decision> wrongHost(HttpExchange exchange) {
        List<String> named = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        URI uri = exchange.getRequestURI();
        if (named.size() != 1 || uri.getScheme() != null || uri.getRawAuthority() != null) {
            return refusal(400, "A request names one host, and a path on it.");
        }
        return hosts.allow(named.get(0)) || visitors.comesThroughJupyter(exchange)
                ? Optional.empty()
                : refusal(421, "This endpoint does not go by that name. CELLWATCH_METRICS_HOSTS can add one.");
    }

    /** The route that is asked for, whether it may be had or not. */
    Optional<Route> route(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return routes.stream().filter(route -> route.path().equals(path)).findFirst();
    }

    private Decision routed(HttpExchange exchange) {
        Optional<Route> known = route(exchange);
        if (known.isEmpty()) {
            return Decision.refuse(404, "There is nothing here.");
        }
        Route route = known.get();
        if (!route.takes(exchange.getRequestMethod())) {
            Answer answer = Answer.say(405, "That is not how to ask for this.").with("Allow", route.allowed());
            return new Decision(null, answer);
        }
        return visitors.refuse(exchange, route)
                .map(answer -> new Decision(null, answer))
                .orElseGet(() -> crossesSites(exchange)
                        ? Decision.refuse(403, "Another site may not do this.")
                        : new Decision(route, null));
    }

    private static boolean crossesSites(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return false;
        }
        Headers headers = exchange.getRequestHeaders();
        List<String> origins = headers.getOrDefault("Origin", List.of());
        String host = String.valueOf(headers.getFirst("Host")).toLowerCase(Locale.ROOT);
        boolean foreign = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .anyMatch(origin -> !origin.equals("http://" + host) && !origin.equals("https://" + host));
        String site = headers.getFirst("Sec-Fetch-Site");
        return foreign || !(site == null || site.equals("same-origin") || site.equals("none"));
    }
}
