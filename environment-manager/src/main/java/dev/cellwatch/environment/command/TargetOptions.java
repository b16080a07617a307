package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.ExistingJupyter;
import dev.cellwatch.environment.jupyter.Machine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which existing Jupyter is meant. */
final class TargetOptions {

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description = "The folder that Jupyter is installed in, such as a virtual environment.")
    @Nullable
    Path prefix;

    @Option(names = "--python", paramLabel = "EXE", description = "The Python interpreter that Jupyter belongs to.")
    @Nullable
    String python;

    ExistingJupyter resolve(Machine machine) {
        if (prefix != null) {
            return ExistingJupyter.inPrefix(machine, prefix);
        }
        return python == null ? ExistingJupyter.onPath(machine) : ExistingJupyter.of(machine, python);
    }
}
