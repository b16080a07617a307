package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.settings.EndpointSettings;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Endpoints for tests, and bare sockets to ask them. */
final class Endpoints implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef";

    private static final HttpHandler EXPOSITION =
            exchange -> Answer.say(200, "up 1").send(exchange);

    final AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);
    final Endpoint endpoint;
    final AtomicInteger states = new AtomicInteger();
    final AtomicInteger leases = new AtomicInteger();
    volatile String padding = "";
    final PageTest.NamedPlots plots = new PageTest.NamedPlots();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, clock);

    /** Listens on any free port, with these variables set. */
    Endpoints(Path folder, String... variables) throws EndpointException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CELLWATCH_METRICS_PORT", "0", "CELLWATCH_STATE_DIR", folder.toString(), "CELLWATCH_TOKEN", TOKEN));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        EndpointSettings settings = Settings.from(environment).endpoint();
        Identity identity = new Identity(
                folder.getFileName().toString(),
                "nb/a.ipynb",
                "ada",
                "box",
                settings.mode().orElse(""));
        Map<String, Reading> readings =
                Map.of("/api/metrics", () -> Map.of("gpu", List.of()), "/admin/monitor/gpu", this::state);
        Contents contents = new Contents(EXPOSITION, this::watch, List::of, Optional::empty, readings, plots);
        endpoint = new Endpoint(settings, identity, contents, clock);
        endpoint.start(OptionalInt.empty(), Optional.empty());
    }

    /** Large enough that the buffers on the way to a client that does not read are soon full. */
    private Map<String, @Nullable Object> state() {
        return Map.of("number", states.incrementAndGet(), "padding", padding);
    }

    private Lease watch() {
        leases.incrementAndGet();
        return sampler.open(Duration.ofSeconds(1));
    }

    int port() {
        return endpoint.status().orElseThrow().port();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends the request as it stands, {@code PORT} and {@code TOKEN} filled in, and reads to the end of the connection. */
    String send(String request) {
        String text = request.replace("PORT", Integer.toString(port())).replace("TOKEN", TOKEN);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Asks for a path as a well-behaved client does. */
    String get(String path, String... headers) {
        return ask("GET", path, headers);
    }

    String ask(String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + more + "Connection: close\r\n\r\n");
    }

    /** The status of an answer. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }

    @Override
    public void close() {
        endpoint.close();
        sampler.close();
    }
}
