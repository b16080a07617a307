package dev.cellwatch.notebook.jjava;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;

/** The requests of a kernel: whoever stands before its own answers, and when the first one is given to one that starts. */
final class Requests {

    private static final long ASK_AGAIN_MILLIS = 10;
    private static final int ASK_AT_MOST = 120;

    /** A request that came before it could be met is not heard of, and a cell may wait meanwhile. */
    private static final long FIRST_ANSWER_MILLIS = 400;

    private static final long HELD_BACK_SECONDS = 5;

    private final Supplier<List<Consumer<JupyterConnection>>> meetings;
    private final CountDownLatch calm = new CountDownLatch(1);

    /** @param meetings what is told of the connection; asked for when that is there, or has not come */
    Requests(Supplier<List<Consumer<JupyterConnection>>> meetings) {
        this.meetings = meetings;
    }

    /** Meets those of a kernel that is connected already, if it is one that we know. */
    void meet() {
        meet(KernelConnection.find());
    }

    /** Whether the kernel is connected, and so may be running a cell. */
    static boolean areTaken() {
        return KernelConnection.find().isPresent();
    }

    /** Lets no other cell begin before this is open, or has had its time. */
    void holdBackUntil(CountDownLatch open) {
        KernelConnection.find().ifPresent(connection -> {
            ShellHandler<ExecuteRequest> runs = connection.getHandler(MessageType.EXECUTE_REQUEST);
            connection.setHandler(MessageType.EXECUTE_REQUEST, (env, message) -> {
                awaitOpen(open);
                runs.handle(env, message);
            });
        });
    }

    private static void awaitOpen(CountDownLatch open) {
        try {
            boolean unused = open.await(HELD_BACK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the kernel is connected and has said who it is, or is asked to run a cell. */
    void awaitFirst() throws InterruptedException {
        Optional<JupyterConnection> connection = KernelConnection.find();
        for (int asked = 0; connection.isEmpty() && asked < ASK_AT_MOST; asked++) {
            Thread.sleep(ASK_AGAIN_MILLIS);
            connection = KernelConnection.find();
        }
        connection.ifPresent(this::listen);
        meet(connection);
        if (connection.isPresent()) {
            boolean unused = calm.await(FIRST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void meet(Optional<JupyterConnection> connection) {
        List<Consumer<JupyterConnection>> all = meetings.get();
        connection.ifPresent(met -> all.forEach(meeting -> meeting.accept(met)));
    }

    private void listen(JupyterConnection connection) {
        ShellHandler<KernelInfoRequest> introduces = connection.getHandler(MessageType.KERNEL_INFO_REQUEST);
        connection.setHandler(MessageType.KERNEL_INFO_REQUEST, (env, message) -> {
            introduces.handle(env, message);
            calm.countDown();
        });
        ShellHandler<ExecuteRequest> runs = connection.getHandler(MessageType.EXECUTE_REQUEST);
        connection.setHandler(MessageType.EXECUTE_REQUEST, (env, message) -> {
            calm.countDown();
            runs.handle(env, message);
        });
    }
}
