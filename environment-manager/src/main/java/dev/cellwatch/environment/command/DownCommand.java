package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.LabServer;
import dev.cellwatch.environment.jupyter.Machine;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stop JupyterLab and its kernels.")
final class DownCommand extends LauncherCommand {

    DownCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        boolean stopped = new LabServer(machine).stop();
        machine.console().say(stopped ? "JupyterLab is stopped." : "JupyterLab was not running.");
        return 0;
    }
}
