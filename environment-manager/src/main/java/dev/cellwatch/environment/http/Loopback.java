package dev.cellwatch.environment.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A server on a port of this machine; no proxy stands between. Thread-safe. */
public final class Loopback {

    private static final int TIMEOUT_MILLIS = 3000;

    private final int port;
    private final Map<String, String> headers;

    private Loopback(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = headers;
    }

    public static Loopback on(int port) {
        return new Loopback(port, Map.of());
    }

    /** The same server, asked as somebody who has a token. */
    public Loopback authorized(String authorization) {
        return new Loopback(port, Map.of("Authorization", authorization));
    }

    /** The same server, asked as a user with a password. */
    public Loopback as(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return authorized("Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** What it answers, whatever it is; nothing where nobody answers. */
    public Optional<Answer> get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            headers.forEach(connection::setRequestProperty);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return Optional.of(new Answer(status, body == null ? "" : text(body)));
            }
        } catch (IOException e) {
            return Optional.empty(); // not up yet, or no longer
        }
    }

    /** Whether it answers with 200. */
    public boolean answers(String path) {
        return get(path).filter(Answer::ok).isPresent();
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
