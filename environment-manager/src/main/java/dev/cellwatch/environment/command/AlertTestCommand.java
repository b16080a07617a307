package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.Stack;
import java.time.Clock;
import picocli.CommandLine.Command;

@Command(
        name = "alert-test",
        description = {
            "Send an alert that says it is a test to Slack, PagerDuty and mail, as far as they are set up.",
            "Waits until each was told, or failed; exit code 1 where one was not. It is over by itself in a minute."
        })
final class AlertTestCommand extends LauncherCommand {

    AlertTestCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        return Stack.here(machine).alertmanager().test(Clock.systemUTC()) ? 0 : 1;
    }
}
