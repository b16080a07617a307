package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.notebook.NotebookRun;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Execute a notebook without a front end, with progress.")
final class RunCommand extends LauncherCommand {

    @Parameters(paramLabel = "NOTEBOOK", description = "The notebook.")
    @Nullable
    Path notebook;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where to write the executed notebook (default: nowhere).")
    @Nullable
    Path out;

    @Option(names = "--demo", description = "Show synthetic GPUs, labelled DEMO.")
    boolean demo;

    RunCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        return new NotebookRun(machine).run(Objects.requireNonNull(notebook), Optional.ofNullable(out), demo);
    }
}
