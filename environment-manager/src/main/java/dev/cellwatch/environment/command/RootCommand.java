package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import picocli.CommandLine.Command;

/** The program itself; with no command it does what {@code up} does. */
@Command(
        name = "environment-manager",
        description = {
            "Live GPU, host and training monitoring for Java notebooks.",
            "With no command it does what 'up' does: JupyterLab on this machine, on the quick-start notebook."
        },
        commandListHeading = "%nCommands:%n")
final class RootCommand extends LauncherCommand {

    RootCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        return new Up(machine).run(new Up.Options(UpCommand.USUAL_PORT, false, false, true));
    }
}
