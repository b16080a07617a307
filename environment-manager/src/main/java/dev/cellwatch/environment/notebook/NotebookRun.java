package dev.cellwatch.environment.notebook;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Extension;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PlotlyScript;
import dev.cellwatch.environment.jupyter.PrivateVenv;
import dev.cellwatch.environment.jupyter.Resource;
import dev.cellwatch.environment.process.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Executes a notebook in the private environment, with a line of progress for each cell. */
public final class NotebookRun {

    private final Machine machine;

    public NotebookRun(Machine machine) {
        this.machine = machine;
    }

    /**
     * Runs it; gives the exit code, 1 when a cell failed.
     *
     * @param notebook what to run
     * @param out where the executed notebook goes, if it is to be kept
     * @param demo synthetic GPUs
     */
    public int run(Path notebook, Optional<Path> out, boolean demo) {
        requireReadable(notebook);
        out.ifPresent(NotebookRun::requireFolder);
        Layout layout = machine.layout();
        new PrivateVenv(layout, machine.programs(), machine.console()).ensure();
        new Extension(layout, layout.venvData()).install(new PlotlyScript(machine).ofVenv());
        return machine.programs().attach(invocation(notebook, out, demo));
    }

    private Invocation invocation(Path notebook, Optional<Path> out, boolean demo) {
        Invocation python = Invocation.of(machine.layout().python().toString())
                .and("-c", Resource.text(NotebookRun.class, "run_notebook.py"))
                .and(notebook.toString(), out.map(Path::toString).orElse(""))
                // what a server tells its kernels too: GPU processes are shown with their notebook
                .with("JPY_SESSION_NAME", notebook.toAbsolutePath().toString());
        return machine.commandLine().kernels(python, demo);
    }

    private static void requireReadable(Path notebook) {
        if (!Files.isReadable(notebook) || Files.isDirectory(notebook)) {
            throw Failure.usage("There is no notebook " + notebook + ".");
        }
    }

    private static void requireFolder(Path out) {
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
            throw Failure.usage("Cannot write " + out + ": its folder is not there, or it is a folder itself.");
        }
    }
}
