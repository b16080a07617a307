package dev.cellwatch.monitor.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.cellwatch.monitor.settings.Settings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCheckTest {

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (String path : List.of("/health", "/v1/models", "/collections")) {
            server.createContext(path, exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
        }
        server.createContext("/sick", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static List<String> lines(String... named) throws InterruptedException {
        return new ServiceCheck(Duration.ofMillis(500))
                .ask(ServiceAddress.of(List.of(), List.of(named))).stream()
                        .map(ServiceAnswer::line)
                        .toList();
    }

    @Test
    void each_service_is_a_line_with_its_status() throws InterruptedException {
        assertEquals(
                List.of("saiga: 200", "qdrant: 200", "collections: 200", "project_api: 503"),
                lines(
                        "saiga=" + at("/v1/models"),
                        "qdrant=" + at("/health"),
                        "collections=" + at("/collections"),
                        "project_api=" + at("/sick")));
    }

    @Test
    void one_that_is_not_there_and_one_that_hangs_are_lines_too() throws IOException, InterruptedException {
        try (ServerSocket hangs = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    List.of("gone: Error - nobody listens there", "hangs: Error - no answer within 0.5 s"),
                    lines("gone=http://127.0.0.1:1/", "hangs=http://127.0.0.1:" + hangs.getLocalPort() + "/"));
        }
    }

    @Test
    void only_one_that_nobody_has_configured_may_be_absent() throws InterruptedException {
        URI nobody = URI.create("http://127.0.0.1:1/");
        assertEquals(
                List.of(
                        new ServiceAnswer("qdrant", true, "not there"),
                        new ServiceAnswer("saiga", false, "Error - nobody listens there"),
                        new ServiceAnswer("project_api", false, "503")),
                new ServiceCheck()
                        .ask(List.of(
                                new ServiceAddress("qdrant", nobody, false),
                                new ServiceAddress("saiga", nobody, true),
                                new ServiceAddress("project_api", URI.create(at("/sick")), false))));
    }

    @Test
    void what_is_configured_or_named_is_expected_and_the_usual_is_not() {
        assertEquals(List.of("mine"), expected(ServiceAddress.of(List.of("mine=tcp://127.0.0.1:1"), List.of())));
        assertEquals(
                List.of("qdrant"),
                expected(ServiceAddress.of(List.of("qdrant=http://127.0.0.1:6333/healthz"), List.of())));
        assertEquals(List.of("qdrant"), expected(ServiceAddress.of(List.of(), List.of("qdrant"))));
    }

    private static List<String> expected(List<ServiceAddress> services) {
        return services.stream()
                .filter(ServiceAddress::expected)
                .map(ServiceAddress::name)
                .toList();
    }

    @Test
    void postgres_is_asked_as_pg_isready_asks_it() throws IOException, InterruptedException {
        assertEquals("db: accepting connections", postgres("SFATAL\0C28000\0Mno such role\0\0"));
        assertEquals("db: Error - it rejects connections, since it starts or stops", postgres("SFATAL\0C57P03\0\0"));
    }

    /** A server that reads a greeting and refuses it. */
    private static String postgres(String refusal) throws IOException, InterruptedException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> refuse(listening, refusal));
            server.start();
            String line = lines("db=postgresql://127.0.0.1:" + listening.getLocalPort())
                    .get(0);
            server.join();
            return line;
        }
    }

    private static void refuse(ServerSocket listening, String refusal) {
        try (Socket socket = listening.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readNBytes(in.readInt() - Integer.BYTES);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] fields = refusal.getBytes(StandardCharsets.UTF_8);
            out.write('E');
            out.writeInt(fields.length + Integer.BYTES);
            out.write(fields);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_usual_services_are_asked_unless_others_are_named() {
        List<String> names = ServiceAddress.of(List.of("mine=tcp://127.0.0.1:1"), List.of()).stream()
                .map(ServiceAddress::name)
                .toList();
        assertTrue(names.containsAll(
                List.of("grafana", "prometheus", "saiga", "qdrant", "project_api", "ml_postgres", "mine")));
        assertEquals(
                "http://127.0.0.1:9/x",
                ServiceAddress.of(List.of("grafana=http://127.0.0.1:9/x"), List.of("grafana"))
                        .get(0)
                        .uri()
                        .toString());
    }

    @Test
    void what_is_no_service_is_refused_in_a_sentence() {
        for (String wrong : List.of("x=ftp://h/", "x=http:///p", "=http://h/", "x=tcp://h", "x=a b")) {
            assertThrows(IllegalArgumentException.class, () -> ServiceAddress.of(List.of(), List.of(wrong)), wrong);
        }
        assertEquals(
                "There is no service qdrnt that is known; give its address as qdrnt=URL. Did you mean qdrant?",
                assertThrows(IllegalArgumentException.class, () -> ServiceAddress.of(List.of(), List.of("qdrnt")))
                        .getMessage());
    }

    @Test
    void what_the_launcher_has_announced_is_known_and_a_setting_wins(@TempDir Path state) throws IOException {
        Files.writeString(
                state.resolve("environment.json"),
                "{\"CELLWATCH_SERVICES\":\"grafana=http://127.0.0.1:3001/api/health\"}");
        Settings settings = Settings.from(
                Map.of("CELLWATCH_STATE_DIR", state.toString(), "CELLWATCH_SERVICES", "mine=http://127.0.0.1:2/"));
        assertEquals(
                List.of("grafana=http://127.0.0.1:3001/api/health", "mine=http://127.0.0.1:2/"),
                AnnouncedServices.in(settings));
        assertEquals("mine", settings.inForce().get("CELLWATCH_SERVICES"));
    }
}
