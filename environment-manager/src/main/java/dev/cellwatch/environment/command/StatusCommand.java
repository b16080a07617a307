package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Say what runs: JupyterLab, its kernels, versions.")
final class StatusCommand extends LauncherCommand {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    StatusCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Status status = Status.of(machine, Version.number());
        machine.console().say(json ? status.json() : status.text());
        return 0;
    }
}
