package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.magic.Completion;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;

/**
 * Completes the arguments of magics. JJava completes their names but has no place to add to that, so this stands before
 * its answer to the front end.
 */
final class ArgumentCompletion {

    private final BiFunction<String, Integer, Optional<Completion>> completion;

    /** @param completion the completion of a cell's code at a position, nothing where it is not ours */
    ArgumentCompletion(BiFunction<String, Integer, Optional<Completion>> completion) {
        this.completion = completion;
    }

    void standBefore(JupyterConnection connection) {
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
}
