package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import picocli.CommandLine.Command;

@Command(name = "monitoring", description = "What else can be asked of the running monitoring.")
final class MonitoringCommand extends LauncherCommand {

    MonitoringCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        throw Failure.usage("What about the monitoring? There is: monitoring reload");
    }
}
