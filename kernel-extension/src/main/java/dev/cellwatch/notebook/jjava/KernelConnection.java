package dev.cellwatch.notebook.jjava;

import java.lang.reflect.Field;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.jspecify.annotations.Nullable;

/**
 * The way to a kernel's connection, where requests can be met before JJava's own answer. No kernel shows it, so it leads
 * through the thread that waits for requests, and what that runs; in a version of JJava that differs there is none.
 */
final class KernelConnection {

    /** The thread's code is in the channel's, which is in the channel. */
    private static final int DEPTH = 3;

    private KernelConnection() {}

    /** The connection of this process's kernel, as soon as it waits for requests. */
    static Optional<JupyterConnection> find() {
        Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i] instanceof Loop loop) {
                JupyterConnection found = within(loop, Loop.class, DEPTH);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable JupyterConnection within(Object holder, Class<?> type, int depth) {
        for (Field field : type.getDeclaredFields()) {
            Object held = value(field, holder);
            if (held instanceof JupyterConnection connection) {
                return connection;
            }
            JupyterConnection found =
                    held != null && depth > 0 && leadsOn(held) ? within(held, held.getClass(), depth - 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean leadsOn(Object held) {
        return held instanceof ShellChannel || held.getClass().isHidden();
    }

    private static @Nullable Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException | RuntimeException differs) {
            return null;
        }
    }
}
