package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows bundles in the cell that was running when this was made. Thread-safe. */
final class KernelDisplay implements CellDisplay {

    private static final String ONLY_WHILE_RUNNING =
            "This version of JJava keeps its output channel to itself: plots move only while a cell runs.";

    private final BaseKernel kernel;
    private final Optional<IoPub> channel;
    private final AtomicBoolean limitsTold;

    /** @param limitsTold whether the user has been told of an output channel that cannot be reached */
    KernelDisplay(BaseKernel kernel, AtomicBoolean limitsTold) {
        this.kernel = kernel;
        this.channel = IoPub.ofRunningCell(kernel.getCommManager());
        this.limitsTold = limitsTold;
    }

    @Override
    public Output show(Bundle bundle) {
        String id = UUID.randomUUID().toString();
        channel.ifPresentOrElse(iopub -> iopub.show(bundle, id), () -> {
            kernel.display(DisplayMessages.data(bundle, id));
            tellLimits();
        });
        return next -> update(next, id);
    }

    private void update(Bundle next, String id) {
        try {
            channel.ifPresentOrElse(
                    iopub -> iopub.update(next, id),
                    () -> kernel.getIO().display.updateDisplay(DisplayMessages.data(next, id)));
        } catch (RuntimeException kernelIsClosing) {
            // an output that nobody can see any more needs no update
        }
    }

    private void tellLimits() {
        if (!limitsTold.getAndSet(true)) {
            kernel.display(new DisplayData(ONLY_WHILE_RUNNING));
        }
    }
}
