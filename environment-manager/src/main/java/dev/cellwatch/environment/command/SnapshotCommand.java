package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.report.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "snapshot", description = "Print GPU, CPU, memory, disk and network at this moment, as JSON.")
final class SnapshotCommand extends LauncherCommand {

    @Option(names = "--demo", description = "Show synthetic GPUs, labelled DEMO.")
    boolean demo;

    SnapshotCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() throws InterruptedException {
        machine.console().say(Watch.snapshot(machine.settings(demo)).json());
        return 0;
    }
}
