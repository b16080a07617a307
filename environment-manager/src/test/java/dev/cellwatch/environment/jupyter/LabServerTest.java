package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabServerTest {

    @TempDir
    Path root;

    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final AtomicBoolean ready = new AtomicBoolean();
    private final CountDownLatch answered = new CountDownLatch(1);
    private HttpServer http;
    private LabServer server;

    @BeforeEach
    void prepare() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/status", exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ready.get() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        server = new LabServer(new Machine(
                new Layout(root, root.resolve("state")), programs, new Transcript().console(false), Map.of()));
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void in_the_foreground_the_address_is_told_when_the_server_answers_and_its_exit_code_is_passed_on() {
        programs.answer(new Outcome(7, "", ""), "jupyterlab").effect(this::startUp, "jupyterlab");
        assertEquals(7, run());
        assertEquals(0, answered.getCount());
        assertTrue(server.running().isEmpty());
    }

    @Test
    void of_a_server_that_ends_before_it_answers_no_address_is_told() throws InterruptedException {
        programs.answer(new Outcome(1, "", ""), "jupyterlab");
        assertEquals(1, run());
        ready.set(true);
        assertFalse(answered.await(400, TimeUnit.MILLISECONDS));
    }

    private int run() {
        return server.runAttached(server.announce(http.getAddress().getPort(), false), answered::countDown);
    }

    /** Takes a moment, in which nothing may be told, and runs on until something is. */
    private void startUp() {
        try {
            assertFalse(answered.await(300, TimeUnit.MILLISECONDS), "told before it answers");
            ready.set(true);
            assertTrue(answered.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
