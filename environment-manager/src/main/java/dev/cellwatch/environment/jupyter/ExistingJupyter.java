package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Jupyter that a user has set up.
 *
 * @param data its data folder that holds the Java kernel
 * @param python its interpreter, or another one where it has none
 */
public record ExistingJupyter(Path data, Invocation python) {

    // all folders in which that Jupyter looks for kernels, in its order; without Jupyter, where one would look
    private static final String DATA_FOLDERS = """
            import os, sys
            folders = [os.path.join(sys.prefix, "share", "jupyter")]
            try:
                from jupyter_core.paths import jupyter_path
                folders = jupyter_path() + folders
            except ImportError:
                pass
            print("\\n".join(folders))
            """;

    /** The Jupyter in a folder such as {@code /usr/local} or that of a virtual environment. */
    public static ExistingJupyter inPrefix(Machine machine, Path prefix) {
        Path own = prefix.resolve("bin").resolve("python");
        Invocation python = Files.isExecutable(own)
                ? PythonSearch.clean(own.toString())
                : PythonSearch.clean(
                        new PythonSearch(machine.programs()).require().executable());
        return new ExistingJupyter(
                prefix.resolve("share").resolve("jupyter").toAbsolutePath().normalize(), python);
    }

    /** The Jupyter of an interpreter. */
    public static ExistingJupyter of(Machine machine, String executable) {
        Invocation python = PythonSearch.clean(executable);
        Outcome outcome = machine.programs().run(python.and("-c", DATA_FOLDERS));
        if (!outcome.succeeded()) {
            throw Failure.missing("Cannot run " + executable + ": "
                    + outcome.err().strip().lines().reduce("", (earlier, line) -> line));
        }
        List<Path> folders = outcome.out().lines().map(Path::of).toList();
        Path data = folders.stream()
                .filter(folder -> Files.exists(folder.resolve("kernels").resolve("java")))
                .findFirst()
                .orElse(folders.get(folders.size() - 1));
        return new ExistingJupyter(data, python);
    }

    /** The Jupyter of the interpreter that comes first on the PATH. */
    public static ExistingJupyter onPath(Machine machine) {
        return of(machine, new PythonSearch(machine.programs()).require().executable());
    }
}
