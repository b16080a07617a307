package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.Stack;
import picocli.CommandLine.Command;

@Command(
        name = "reload",
        description = {
            "Have Prometheus read its configuration and its rules again, and Alertmanager whom to tell, by a signal.",
            "A mistake changes nothing."
        })
final class ReloadCommand extends LauncherCommand {

    ReloadCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Stack stack = Stack.here(machine);
        stack.prometheus().reload();
        machine.console().say("Prometheus has read its configuration again.");
        stack.alertmanager().renew();
        return 0;
    }
}
