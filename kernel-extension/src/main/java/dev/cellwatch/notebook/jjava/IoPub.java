package dev.cellwatch.notebook.jjava;

import java.lang.reflect.Field;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;

/**
 * The kernel's way to the front ends, in the name of one cell. JJava's own display stream drops what is sent while no
 * cell runs and credits the rest to whichever cell runs; a message with the context of the first cell arrives where it
 * belongs, at any time. The two things needed for that are protected fields of JJava. Thread-safe: the socket takes one
 * message at a time.
 */
final class IoPub {

    private final JupyterSocket socket;
    private final MessageContext cell;

    private IoPub(JupyterSocket socket, MessageContext cell) {
        this.socket = socket;
        this.cell = cell;
    }

    /** The channel of the cell that is running, or nothing where this JJava keeps it elsewhere. */
    static Optional<IoPub> ofRunningCell(CommManager comms) {
        try {
            Object socket = read(comms, "iopub");
            Object cell = read(comms, "context");
            if (socket instanceof JupyterSocket iopub && cell instanceof MessageContext context) {
                return Optional.of(new IoPub(iopub, context));
            }
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException absentOrClosed) {
            return Optional.empty();
        }
    }

    private static Object read(CommManager comms, String name) throws ReflectiveOperationException {
        Field field = CommManager.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(comms);
    }

    <T extends ContentType<T>> void publish(T content) {
        socket.sendMessage(new Message<>(cell, content.getType(), content));
    }
}
