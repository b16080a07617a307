package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.ExistingJupyter;
import dev.cellwatch.environment.jupyter.Extension;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PlotlyScript;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(
        name = "install",
        description = {
            "Add Cellwatch to the Java kernel of an existing Jupyter.",
            "With no option: the Jupyter of the python3 on the PATH."
        })
final class InstallCommand extends LauncherCommand {

    @ArgGroup
    @Nullable
    TargetOptions target;

    InstallCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        ExistingJupyter jupyter = (target == null ? new TargetOptions() : target).resolve(machine);
        Extension extension = new Extension(machine.layout(), jupyter.data());
        extension.requireJJava();
        extension.install(new PlotlyScript(machine).get(jupyter.python()));
        machine.console().say("Cellwatch is in the Java kernel of " + jupyter.data() + ".");
        machine.console().say("Restart running Java kernels, and reload JupyterLab's page.");
        return 0;
    }
}
