package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has shown a token: as a bearer, in a cookie, or once in the address, for which there is a cookie in return.
 * Thread-safe.
 */
final class Visitors {

    private static final String BEARER = "Bearer ";
    private static final String IN_ADDRESS = "token=";

    /**
     * A browser that follows a link from another site keeps a strict cookie back; asked once more by a page of ours, it
     * sends it.
     */
    private static final String ONCE_MORE = "<!DOCTYPE html><meta charset=\"utf-8\"><title>Cellwatch</title>"
            + "<meta http-equiv=\"refresh\" content=\"0\"><p>One moment.</p>\n";

    private final Token token;
    private final Optional<String> scrapeToken;
    private final int port;

    /** @param scrapeToken what scrapes have to show, if they have to */
    Visitors(Token token, Optional<String> scrapeToken, int port) {
        this.token = token;
        this.scrapeToken = scrapeToken;
        this.port = port;
    }

    /** Nothing where the request may go on; else what it gets instead. */
    Optional<Answer> refuse(HttpExchange exchange, Route route) {
        boolean free =
                switch (route.access()) {
                    case OPEN -> true;
                    case SCRAPE -> scrapeToken.isEmpty() || showsScrapeToken(exchange) || isKnown(exchange);
                    case TOKEN -> !isShownInAddress(exchange) && isKnown(exchange);
                };
        return free ? Optional.empty() : Optional.of(refusal(exchange, route));
    }

    private Answer refusal(HttpExchange exchange, Route route) {
        if (route.access() == Route.Access.TOKEN && route.method().equals("GET")) {
            Optional<String> shown = inAddress(exchange);
            if (shown.isPresent() && token.is(shown.get())) {
                return welcome(exchange.getRequestURI());
            }
            if (shown.isEmpty() && followsALink(exchange)) {
                return Answer.html(401, ONCE_MORE);
            }
        }
        return Answer.say(401, "This needs the token of this kernel: %metrics in a cell shows a link with it.")
                .with("WWW-Authenticate", "Bearer");
    }

    private static boolean followsALink(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return "cross-site".equals(headers.getFirst("Sec-Fetch-Site"))
                && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    }

    /** The cookie has no path, so that it is for where the browser sees us: below the prefix of a proxy, too. */
    private Answer welcome(URI uri) {
        String path = uri.getRawPath();
        String here = path.substring(path.lastIndexOf('/') + 1);
        String rest = String.join("&", otherParameters(uri));
        return Answer.say(303, "Welcome.")
                .with("Location", (here.isEmpty() ? "./" : here) + (rest.isEmpty() ? "" : "?" + rest))
                .with("Set-Cookie", cookieName() + "=" + token.text() + "; HttpOnly; SameSite=Strict");
    }

    private boolean isKnown(HttpExchange exchange) {
        return bearer(exchange).filter(token::is).isPresent()
                || cookies(exchange).stream().anyMatch(token::is);
    }

    private boolean showsScrapeToken(HttpExchange exchange) {
        return bearer(exchange)
                .filter(shown -> Token.same(scrapeToken.orElse(""), shown))
                .isPresent();
    }

    /**
     * Whether a proxy of Jupyter's brings somebody who has the token; then the name is that of the Jupyter server, which
     * we cannot know. A web page elsewhere may claim the first but does not have the second.
     */
    boolean comesThroughJupyter(HttpExchange exchange) {
        String context = exchange.getRequestHeaders().getFirst("X-ProxyContextPath");
        return context != null
                && (context.endsWith("/" + port) || context.endsWith(":" + port))
                && (isKnown(exchange) || inAddress(exchange).filter(token::is).isPresent());
    }

    private static Optional<String> bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private List<String> cookies(HttpExchange exchange) {
        List<String> values = new ArrayList<>();
        String ours = cookieName() + "=";
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String cookie : header.split(";", -1)) {
                if (cookie.strip().startsWith(ours)) {
                    values.add(cookie.strip().substring(ours.length()));
                }
            }
        }
        return values;
    }

    private String cookieName() {
        return "cellwatch-" + port;
    }

    private static boolean isShownInAddress(HttpExchange exchange) {
        return inAddress(exchange).isPresent();
    }

    private static Optional<String> inAddress(HttpExchange exchange) {
        return parameters(exchange.getRequestURI()).stream()
                .filter(parameter -> parameter.startsWith(IN_ADDRESS))
                .map(parameter -> parameter.substring(IN_ADDRESS.length()))
                .findFirst();
    }

    private static List<String> otherParameters(URI uri) {
        return parameters(uri).stream()
                .filter(parameter -> !parameter.startsWith(IN_ADDRESS))
                .toList();
    }

    private static List<String> parameters(URI uri) {
        String query = uri.getRawQuery();
        return query == null ? List.of() : List.of(query.split("&"));
    }
}
