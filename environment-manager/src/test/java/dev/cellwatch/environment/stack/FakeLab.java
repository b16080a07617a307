package dev.cellwatch.environment.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JupyterLab that answers whoever has its token, from the moment when its container is started. */
final class FakeLab implements AutoCloseable {

    private @Nullable HttpServer server;

    void start(int port, String token) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/api/status", exchange -> answer(exchange, token, "{}"));
            started.createContext(
                    "/api/sessions",
                    exchange -> answer(
                            exchange,
                            token,
                            "[{\"path\":\"day.ipynb\",\"kernel\":{\"name\":\"java\",\"execution_state\":\"idle\"}}]"));
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String token, String body) throws IOException {
        boolean known = ("token " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 403, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
