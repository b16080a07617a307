package dev.cellwatch.monitor.exposition;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers scrapes: in the format and the packing that the other side accepts. Thread-safe. */
final class ScrapeHandler implements HttpHandler {

    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Pattern GZIP =
            Pattern.compile("(?i)(^|,)\\s*(x-)?gzip\\s*(;\\s*q=(1|0\\.0*[1-9])[^,]*)?(,|$)");

    private final Function<ScrapeFormat, byte[]> scrape;

    ScrapeHandler(Function<ScrapeFormat, byte[]> scrape) {
        this.scrape = scrape;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> answer(exchange);
                default -> {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                }
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        ScrapeFormat format = ScrapeFormat.accepted(header(exchange, "Accept"));
        byte[] body = scrape.apply(format);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", format.contentType());
        headers.set("Vary", "Accept, Accept-Encoding");
        if (GZIP.matcher(header(exchange, "Accept-Encoding")).find()) {
            headers.set("Content-Encoding", "gzip");
            body = packed(body);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(OK, -1);
        } else {
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    /** Quickly rather than tightly: names repeat so much that it becomes an eighth all the same. */
    static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 8);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    /** The stream of the JDK keeps its deflater to its subclasses. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
