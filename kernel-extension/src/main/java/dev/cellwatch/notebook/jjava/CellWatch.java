package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.live.CellNotes;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;

/** Notes when a cell begins and how it ends. JJava does not tell, so this stands before its execution of cells. */
final class CellWatch {

    private static final CellNotes.Failure UNREADABLE = new CellNotes.Failure("not Java", false);
    /** A cause may be its own. */
    private static final int MOST_CAUSES = 10;

    private final BaseKernel kernel;
    private final JShell shell;
    private final CellNotes notes;
    private final Runnable afterwards;
    private volatile CellNotes.@Nullable Failure failure;
    private volatile boolean ran;

    private CellWatch(BaseKernel kernel, JShell shell, CellNotes notes, Runnable afterwards) {
        this.kernel = kernel;
        this.shell = shell;
        this.notes = notes;
        this.afterwards = afterwards;
    }

    /**
     * Begins to listen to what runs the kernel's code, unless this JJava keeps that to itself.
     *
     * @param afterwards what is to be done after each cell, which should be little
     */
    @SuppressWarnings("CheckReturnValue") // it listens as long as the kernel lives
    static Optional<CellWatch> of(BaseKernel kernel, CellNotes notes, Runnable afterwards) {
        try {
            JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            CellWatch watch = new CellWatch(kernel, shell, notes, afterwards);
            shell.onSnippetEvent(watch::note);
            return Optional.of(watch);
        } catch (ReflectiveOperationException | ClassCastException differs) {
            return Optional.empty();
        }
    }

    void standBefore(JupyterConnection connection) {
        ShellHandler<ExecuteRequest> own = connection.getHandler(MessageType.EXECUTE_REQUEST);
        connection.setHandler(MessageType.EXECUTE_REQUEST, (env, message) -> {
            String code = message.getContent().getCode();
            failure = null;
            ran = false;
            CellNotes.Running cell = notes.begin(number(), code);
            own.handle(env, message);
            cell.end(failure(code));
            afterwards.run();
        });
    }

    private void note(SnippetEvent event) {
        ran = true;
        if (failure != null) {
            return; // what failed within a magic lets that fail, too
        }
        if (event.exception() instanceof EvalException thrown) {
            failure = CellNotes.Failure.of(thrown.getExceptionClassName(), told(thrown));
        } else if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
            failure = UNREADABLE;
        }
    }

    private static String told(EvalException thrown) {
        return Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(cause -> (cause instanceof EvalException eval ? eval.getExceptionClassName() : "") + " "
                        + cause.getMessage())
                .collect(Collectors.joining(" "));
    }

    /** Code that JShell was never given has failed before that, unless there is none. */
    private Optional<CellNotes.Failure> failure(String code) {
        boolean unread =
                !ran && shell.sourceCodeAnalysis().analyzeCompletion(code).completeness() != Completeness.EMPTY;
        return unread ? Optional.of(UNREADABLE) : Optional.ofNullable(failure);
    }

    /** The number in brackets that the next cell will have, if this JJava says. */
    private int number() {
        try {
            Field count = BaseKernel.class.getDeclaredField("executionCount");
            count.setAccessible(true);
            return ((AtomicInteger) count.get(kernel)).get();
        } catch (ReflectiveOperationException | RuntimeException differs) {
            return 0;
        }
    }
}
