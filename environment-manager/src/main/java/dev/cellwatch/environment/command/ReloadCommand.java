package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.Stack;
import picocli.CommandLine.Command;

@Command(
        name = "reload",
        description =
                "Have Prometheus read its configuration and its rules again, by a signal; a mistake changes nothing.")
final class ReloadCommand extends LauncherCommand {

    ReloadCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Stack.here(machine).prometheus().reload();
        machine.console().say("Prometheus has read its configuration again.");
        return 0;
    }
}
