package dev.cellwatch.notebook.jjava;

import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

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
        DisplayData first = data(bundle, id);
        channel.ifPresentOrElse(iopub -> iopub.publish(new PublishDisplayData(first)), () -> {
            kernel.display(first);
            tellLimits();
        });
        return next -> update(data(next, id));
    }

    private void update(DisplayData next) {
        try {
            channel.ifPresentOrElse(
                    iopub -> iopub.publish(new PublishUpdateDisplayData(next)),
                    () -> kernel.getIO().display.updateDisplay(next));
        } catch (RuntimeException kernelIsClosing) {
            // an output that nobody can see any more needs no update
        }
    }

    private void tellLimits() {
        if (!limitsTold.getAndSet(true)) {
            kernel.display(new DisplayData(ONLY_WHILE_RUNNING));
        }
    }

    private static DisplayData data(Bundle bundle, String id) {
        DisplayData data = new DisplayData();
        bundle.data().forEach(data::putData);
        // not setDisplayId: its return type differs between versions of JJava
        data.putTransientData("display_id", id);
        return data;
    }
}
