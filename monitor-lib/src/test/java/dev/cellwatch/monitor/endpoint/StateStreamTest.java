package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners over real sockets. */
@Timeout(60)
class StateStreamTest {

    private Endpoints site;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void listen(@TempDir Path folder) throws EndpointException {
        site = new Endpoints(folder);
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        site.close();
    }

    private Socket open(String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16_384);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()));
        socket.setSoTimeout(10_000);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream()
                .write(("GET /admin/monitor/gpu/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + Endpoints.TOKEN + "\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void the_state_comes_again_and_again_and_each_has_its_number() throws IOException {
        BufferedReader lines = lines(open("Last-Event-ID: ../../\\u0000 nonsense"));
        assertEquals("HTTP/1.1 200 OK", lines.readLine());
        assertEquals("retry: 2000", next(lines, "retry"));
        assertEquals("id: 1", next(lines, "id"));
        assertTrue(next(lines, "data").contains("\"number\":1"));
        assertEquals("id: 2", next(lines, "id"));
        assertTrue(next(lines, "data").contains("\"number\":2"));
        assertEquals(1, site.leases.get(), "who listens has it measured, once");
    }

    @Test
    void fifty_listen_with_a_few_threads_and_the_next_one_is_told_why_not() throws IOException {
        long before = heapUsed();
        List<BufferedReader> all = new ArrayList<>();
        for (int i = 0; i < StateStream.MOST_CLIENTS; i++) {
            all.add(lines(open()));
        }
        for (BufferedReader each : all) {
            assertTrue(next(each, "data").startsWith("data: {"));
        }
        assertEquals("HTTP/1.1 503 Service Unavailable", lines(open()).readLine());
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cellwatch-web-"))
                .count();
        assertTrue(threads <= 2 * 9, "there are " + threads); // ours, and those of a test before that end just now
        assertTrue(site.get("/metrics").endsWith("up 1\n"));
        long kept = heapUsed() - before;
        assertTrue(kept < 10 << 20, kept + " bytes for all, our own readers among them");
    }

    private static long heapUsed() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void who_does_not_read_is_dropped_and_the_others_go_on() throws IOException, InterruptedException {
        site.padding = "x".repeat(4 << 20);
        for (int i = 0; i < StateStream.MOST_CLIENTS - 1; i++) {
            open(); // never read
        }
        BufferedReader reader = lines(open());
        long last = 0;
        for (int i = 0; i < 8; i++) {
            String id = next(reader, "id: ");
            long number = Long.parseLong(id.substring(4));
            assertTrue(number > last, id);
            last = number;
        }
        // those that are stuck hold all eight threads again and again: one that goes on means that they are cut off,
        // soon
        String first = lines(open()).readLine();
        assertEquals("HTTP/1.1 200 OK", first, "the places of those that were dropped are free");
    }

    @Test
    void who_has_left_frees_a_place() throws IOException, InterruptedException {
        for (int i = 0; i < StateStream.MOST_CLIENTS; i++) {
            open();
        }
        lines(sockets.get(StateStream.MOST_CLIENTS - 1)).readLine();
        for (Socket socket : sockets) {
            socket.close();
        }
        String first = "HTTP/1.1 503 Service Unavailable";
        for (int i = 0; i < 40 && first.contains("503"); i++) {
            Thread.sleep(200);
            first = lines(open()).readLine();
        }
        assertEquals("HTTP/1.1 200 OK", first);
    }

    @Test
    void a_crowd_that_takes_every_thread_and_goes_leaves_the_stream_as_it_was()
            throws IOException, InterruptedException {
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < 260; i++) { // more than can be worked for and wait
            crowd.add(new Socket(InetAddress.getLoopbackAddress(), site.port()));
        }
        BufferedReader reader = lines(open());
        assertEquals("id: 1", next(reader, "id"));
        for (Socket one : crowd) {
            one.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII)); // and never the rest
        }
        Thread.sleep(2_500); // the next state falls due meanwhile
        for (Socket one : crowd) {
            one.close();
        }
        for (int i = 0; i < 3; i++) {
            assertTrue(next(reader, "id").startsWith("id: "));
        }
    }
}
