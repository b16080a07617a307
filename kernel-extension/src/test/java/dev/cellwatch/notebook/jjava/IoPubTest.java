package dev.cellwatch.notebook.jjava;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Messages as they arrive at a front end: those that we write against those that JJava writes. */
class IoPubTest {

    private static final Bundle BUNDLE = bundle("first \"line\"\n▁▂▃ – GiB \\ <b>&amp;</b>");

    private final ZMQ.Context context = ZMQ.context(1);
    private final HMACGenerator key = key();
    private final IOPubChannel kernel = new IOPubChannel(context, key);
    private final ZMQ.Socket frontEnd = context.socket(SocketType.SUB);
    private final Message<ExecuteRequest> cell = new Message<>(
            List.of("identity".getBytes(StandardCharsets.UTF_8)),
            new Header<>(
                    "cell-1",
                    "a \"user\"",
                    "session-1",
                    new KernelTimestamp("2026-01-02T03:04:05.678Z"),
                    MessageType.EXECUTE_REQUEST,
                    "5.3"),
            null);

    @BeforeEach
    void connect() throws IOException {
        int port = freePort();
        kernel.bind(new KernelConnectionProperties("127.0.0.1", 0, 0, 0, 0, port, "tcp", "hmac-sha256", "key"));
        frontEnd.subscribe(new byte[0]);
        frontEnd.connect("tcp://127.0.0.1:" + port);
        // a subscription takes a moment to arrive
        frontEnd.setReceiveTimeOut(100);
        for (int i = 0; i < 100 && frontEnd.recv() == null; i++) {
            kernel.send("hello");
        }
        frontEnd.setReceiveTimeOut(10_000);
    }

    @AfterEach
    void close() {
        frontEnd.close();
        kernel.close();
        context.close();
    }

    @Test
    void what_we_write_arrives_as_what_jjava_writes() throws IOException {
        IoPub ours = new IoPub(kernel, cell, IoPub.keyOf(kernel));
        IoPub theirs = new IoPub(kernel, cell, Optional.empty());
        ours.show(BUNDLE, "display-1");
        List<byte[]> shown = receive();
        theirs.show(BUNDLE, "display-1");
        assertSame(shown, receive());
        ours.update(BUNDLE, "display-1");
        List<byte[]> updated = receive();
        theirs.update(BUNDLE, "display-1");
        assertSame(updated, receive());
        assertEquals("display_data", header(shown).path("msg_type").textValue());
        assertEquals("update_display_data", header(updated).path("msg_type").textValue());
    }

    @Test
    void the_key_of_the_kernel_is_found() {
        assertEquals(Optional.of(key), IoPub.keyOf(kernel));
    }

    @Test
    void each_message_has_an_id_of_its_own_and_a_date() throws IOException {
        IoPub ours = new IoPub(kernel, cell, IoPub.keyOf(kernel));
        ours.update(BUNDLE, "display-1");
        JsonNode first = header(receive());
        ours.update(BUNDLE, "display-1");
        assertNotEquals(first.path("msg_id"), header(receive()).path("msg_id"));
        assertTrue(Instant.parse(first.path("date").textValue()).isAfter(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void a_date_has_seconds_whatever_the_moment() {
        assertEquals("2026-01-02T03:04:00Z", DisplayMessages.date(LocalDateTime.of(2026, 1, 2, 3, 4, 0, 999)));
        assertEquals(
                "2026-01-02T03:04:05.600Z", DisplayMessages.date(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 600_000_000)));
    }

    @Test
    void a_later_frame_is_the_only_thing_that_differs() throws IOException {
        IoPub ours = new IoPub(kernel, cell, IoPub.keyOf(kernel));
        ours.show(bundle("one"), "display-1");
        JsonNode one = json(receive().get(6));
        ours.update(bundle("two"), "display-1");
        ObjectNode two = (ObjectNode) json(receive().get(6));
        ((ObjectNode) two.get("data")).put(Bundle.TEXT, "one");
        assertEquals(one, two);
    }

    private static Bundle bundle(String text) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(Bundle.FIGURE, new Json("{\"data\":[{\"x0\":-0.5,\"name\":\"a\"}],\"layout\":{\"showlegend\":true}}"));
        data.put(Bundle.SVG, "<svg width=\"1\">'µ'</svg>");
        data.put(Bundle.TEXT, text);
        return new Bundle(data);
    }

    private void assertSame(List<byte[]> ours, List<byte[]> theirs) throws IOException {
        assertEquals(7, ours.size());
        assertEquals(theirs.size(), ours.size());
        for (List<byte[]> message : List.of(ours, theirs)) {
            assertEquals(
                    key.calculateSignature(message.get(3), message.get(4), message.get(5), message.get(6)),
                    new String(message.get(2), StandardCharsets.UTF_8));
        }
        assertArrayEquals(theirs.get(0), ours.get(0), "identity");
        assertArrayEquals(theirs.get(1), ours.get(1), "delimiter");
        assertEquals(own(header(theirs)), own(header(ours)));
        for (int part = 4; part < 7; part++) {
            assertEquals(json(theirs.get(part)), json(ours.get(part)));
        }
    }

    /** What is the same in the headers of two messages of one cell. */
    private static JsonNode own(JsonNode header) {
        assertTrue(header.path("msg_id").isTextual() && header.path("date").isTextual(), header.toString());
        return ((ObjectNode) header.deepCopy()).put("msg_id", "").put("date", "");
    }

    private static JsonNode header(List<byte[]> message) throws IOException {
        return json(message.get(3));
    }

    private static JsonNode json(byte[] part) throws IOException {
        return new ObjectMapper().readTree(part);
    }

    private List<byte[]> receive() {
        List<byte[]> parts = new ArrayList<>();
        do {
            byte[] part = frontEnd.recv();
            assertTrue(part != null, "no message arrives");
            if (!new String(part, StandardCharsets.UTF_8).equals("hello")) {
                parts.add(part);
            }
        } while (parts.isEmpty() || frontEnd.hasReceiveMore());
        return parts;
    }

    private static HMACGenerator key() {
        try {
            return new HMACGenerator("HmacSHA256", "key");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
