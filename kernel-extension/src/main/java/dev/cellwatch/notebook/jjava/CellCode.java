package dev.cellwatch.notebook.jjava;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/** The code below a cell magic: it runs once, and what came of it is kept until the magic has said its own. */
final class CellCode {

    /** The version of JJava that throws away what a cell magic returns. */
    private static final String DROPS_VALUES = "1.0-a6";

    private final BaseKernel kernel;
    private final String source;
    private @Nullable DisplayData result;
    private @Nullable Throwable failure;

    CellCode(BaseKernel kernel, String source) {
        this.kernel = kernel;
        this.source = source;
    }

    /**
     * Runs it, in the kernel that runs the magic. Tells whether it ended well. It waits on a thread of its own: JJava
     * interrupts the magic together with the code, and one of its threads that is interrupted while it waits for the
     * other takes that for an end without a failure.
     */
    boolean run() {
        Thread evaluation = new Thread(this::evaluate, "cellwatch-cell");
        evaluation.start();
        boolean interrupted = false;
        while (evaluation.isAlive()) {
            try {
                evaluation.join();
            } catch (InterruptedException withTheCode) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure == null;
    }

    private void evaluate() {
        try {
            result = kernel.eval(source);
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
    }

    /** Its value, or its failure as the kernel would have shown it without a magic. */
    @Nullable
    DisplayData value() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw CellFailure.of(kernel, failure);
        }
        if (result != null && kernel.getVersion().equals(DROPS_VALUES)) {
            kernel.display(result);
            return null;
        }
        return result;
    }
}
