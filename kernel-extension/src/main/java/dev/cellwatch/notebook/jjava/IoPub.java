package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.display.Bundle;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * The kernel's way to the front ends, in the name of one cell. JJava's own display stream drops what is sent while no
 * cell runs and credits the rest to whichever cell runs; a message with the context of the first cell arrives where it
 * belongs, at any time. The two things needed for that are protected fields of JJava. With a third, its key, the content
 * is sent as we wrote it, which costs far less than having JJava write it (docs/adr/0007-write-our-own-messages.md).
 * Thread-safe: the socket takes one message at a time.
 */
final class IoPub {

    private static final byte[] DELIMITER = bytes("<IDS|MSG>");
    private static final byte[] NO_METADATA = bytes("{}");

    private final JupyterSocket socket;
    private final MessageContext cell;
    private final byte[] parent;
    private final Optional<HMACGenerator> key;

    /** @param key what messages are signed with; where it cannot be had, JJava writes and signs them */
    IoPub(JupyterSocket socket, MessageContext cell, Optional<HMACGenerator> key) {
        this.socket = socket;
        this.cell = cell;
        this.parent = bytes(DisplayMessages.header(cell.getHeader()));
        this.key = key;
    }

    /** The channel of the cell that is running, or nothing where this JJava keeps it elsewhere. */
    static Optional<IoPub> ofRunningCell(CommManager comms) {
        return read(CommManager.class, "iopub", comms, JupyterSocket.class)
                .flatMap(socket -> read(CommManager.class, "context", comms, MessageContext.class)
                        .map(cell -> new IoPub(socket, cell, keyOf(socket))));
    }

    static Optional<HMACGenerator> keyOf(JupyterSocket socket) {
        return read(JupyterSocket.class, "hmacGenerator", socket, HMACGenerator.class);
    }

    private static <T> Optional<T> read(Class<?> owner, String name, Object from, Class<T> type) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return Optional.ofNullable(field.get(from)).filter(type::isInstance).map(type::cast);
        } catch (ReflectiveOperationException | RuntimeException absentOrClosed) {
            return Optional.empty();
        }
    }

    /** Shows a bundle. */
    void show(Bundle bundle, String displayId) {
        if (key.isPresent()) {
            send(MessageType.PUBLISH_DISPLAY_DATA, bundle, displayId, key.get());
        } else {
            PublishDisplayData content = new PublishDisplayData(DisplayMessages.data(bundle, displayId));
            socket.sendMessage(new Message<>(cell, MessageType.PUBLISH_DISPLAY_DATA, content));
        }
    }

    /** Changes what was shown by that id. */
    void update(Bundle bundle, String displayId) {
        if (key.isPresent()) {
            send(MessageType.PUBLISH_UPDATE_DISPLAY_DATA, bundle, displayId, key.get());
        } else {
            PublishUpdateDisplayData content = new PublishUpdateDisplayData(DisplayMessages.data(bundle, displayId));
            socket.sendMessage(new Message<>(cell, MessageType.PUBLISH_UPDATE_DISPLAY_DATA, content));
        }
    }

    private void send(MessageType<?> type, Bundle bundle, String displayId, HMACGenerator signer) {
        byte[] header = bytes(DisplayMessages.header(type.getName(), cell.getHeader()));
        byte[] content = bytes(DisplayMessages.content(bundle, displayId));
        String signature = signer.calculateSignature(header, parent, NO_METADATA, content);
        takeBreath();
        synchronized (socket) {
            for (byte[] identity : cell.getIdentities()) {
                socket.sendMore(identity);
            }
            socket.sendMore(DELIMITER);
            socket.sendMore(bytes(signature));
            socket.sendMore(header);
            socket.sendMore(parent);
            socket.sendMore(NO_METADATA);
            socket.send(content);
        }
    }

    /**
     * ZeroMQ's I/O thread polls without a pause from the moment its wake-up byte is in the pipe until the sender has
     * counted it. A sender whose time slice was spent on drawing is set aside at just that point, and the poll goes on for
     * milliseconds, two seconds out of three. One that has just slept has its slice before it (docs/performance.md).
     */
    private static void takeBreath() {
        LockSupport.parkNanos(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
