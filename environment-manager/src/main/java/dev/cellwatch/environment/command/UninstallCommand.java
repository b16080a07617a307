package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.ExistingJupyter;
import dev.cellwatch.environment.jupyter.Extension;
import dev.cellwatch.environment.jupyter.Machine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(name = "uninstall", description = "Take Cellwatch out of an existing Jupyter; what was there comes back.")
final class UninstallCommand extends LauncherCommand {

    @ArgGroup
    @Nullable
    TargetOptions target;

    UninstallCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        ExistingJupyter jupyter = (target == null ? new TargetOptions() : target).resolve(machine);
        boolean was = new Extension(machine.layout(), jupyter.data()).uninstall();
        machine.console().say((was ? "Cellwatch is out of " : "Cellwatch was not in ") + jupyter.data() + ".");
        return 0;
    }
}
