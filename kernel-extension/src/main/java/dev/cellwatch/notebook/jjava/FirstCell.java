package dev.cellwatch.notebook.jjava;

import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Tells when the first line of a user's has run. In a JJava that differs it never tells, and nobody may rely on it. */
final class FirstCell {

    private final BaseKernel kernel;
    private final AtomicReference<Runnable> then;

    FirstCell(BaseKernel kernel, Runnable then) {
        this.kernel = kernel;
        this.then = new AtomicReference<>(then);
    }

    @SuppressWarnings("CheckReturnValue") // it listens as long as the kernel lives
    void await() {
        try {
            JShell shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            shell.onSnippetEvent(event -> {
                if (!FacadeImport.isOurs(event.snippet().source())) {
                    then.getAndSet(() -> {}).run();
                }
            });
        } catch (ReflectiveOperationException | ClassCastException differs) {
            then.set(() -> {});
        }
    }
}
