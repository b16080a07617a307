package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that send or read as slowly as they can, over real sockets and with a clock that is set. */
class SlowClientsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Exchanges exchanges = new Exchanges(nanos::get);
    private final HttpServer server;

    SlowClientsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        server.setExecutor(exchanges);
        server.createContext("/", exchange -> {
            exchanges.allow(Exchanges.TO_ANSWER);
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(much);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        exchanges.close();
    }

    private Socket connect(String beginning) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_request_that_dribbles_in_is_cut_off_and_the_next_one_is_answered() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(connect("GET / HTTP/1.1\r\nHost: loc"));
        }
        Thread.sleep(200); // until those that can have a thread
        for (int i = 0; i < 3; i++) { // all of them: they wait for each other's threads
            pass(Exchanges.TO_ARRIVE.plusSeconds(1));
            Thread.sleep(600);
        }
        for (Socket each : slow) {
            assertEquals(-1, each.getInputStream().read());
            each.close();
        }
        try (Socket next = connect("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertEquals('H', next.getInputStream().read());
        }
    }

    @Test
    void who_does_not_take_an_answer_is_cut_off() throws Exception {
        try (Socket slow = connect("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            InputStream in = slow.getInputStream();
            assertEquals('H', in.read());
            Thread.sleep(300);
            pass(Exchanges.TO_ANSWER.plusSeconds(1));
            Thread.sleep(600);
            long got = in.transferTo(java.io.OutputStream.nullOutputStream());
            assertTrue(got < 64L << 20, "it got " + got);
        }
    }
}
