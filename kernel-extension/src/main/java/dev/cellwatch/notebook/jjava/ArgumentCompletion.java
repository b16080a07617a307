package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.magic.Completion;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;

/**
 * Completes the arguments of magics. JJava completes their names but has no place to add to that, so this stands before
 * its answer to the front end. The way there leads through a cell that runs; until the first one has, or where a
 * version of JJava differs, completion is JJava's own.
 */
final class ArgumentCompletion {

    private final BaseKernel kernel;
    private final BiFunction<String, Integer, Optional<Completion>> completion;
    private final AtomicBoolean installed = new AtomicBoolean();

    /** @param completion the completion of a cell's code at a position, nothing where it is not ours */
    ArgumentCompletion(BaseKernel kernel, BiFunction<String, Integer, Optional<Completion>> completion) {
        this.kernel = kernel;
        this.completion = completion;
    }

    /** Waits for the first cell. */
    @SuppressWarnings("CheckReturnValue") // it listens as long as the kernel lives
    void installWithFirstCell() {
        try {
            JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            shell.onSnippetEvent(event -> install());
        } catch (ReflectiveOperationException | ClassCastException differs) {
            installed.set(true);
        }
    }

    private void install() {
        if (installed.get()) {
            return;
        }
        try {
            Object cell = read(DisplayStream.class, "env", kernel.getIO().display);
            if (cell instanceof ShellReplyEnvironment running) {
                installed.set(true);
                standBefore((JupyterConnection) read(ShellChannel.class, "connection", running.getShell()));
            }
        } catch (ReflectiveOperationException | RuntimeException differs) {
            installed.set(true);
        }
    }

    private void standBefore(JupyterConnection connection) {
        ShellHandler<CompleteRequest> own = connection.getHandler(MessageType.COMPLETE_REQUEST);
        connection.setHandler(MessageType.COMPLETE_REQUEST, (env, message) -> complete(env, message, own));
    }

    private void complete(
            ShellReplyEnvironment env, Message<CompleteRequest> message, ShellHandler<CompleteRequest> otherwise) {
        CompleteRequest request = message.getContent();
        Optional<Completion> found = ours(request);
        if (found.isEmpty()) {
            otherwise.handle(env, message);
            return;
        }
        env.setBusyDeferIdle();
        env.reply(new CompleteReply(
                found.get().matches(), found.get().start(), found.get().end(), Map.of()));
    }

    private Optional<Completion> ours(CompleteRequest request) {
        try {
            return completion.apply(request.getCode(), request.getCursorPos());
        } catch (RuntimeException | LinkageError failure) {
            return Optional.empty();
        }
    }

    private static Object read(Class<?> owner, String name, Object of) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
