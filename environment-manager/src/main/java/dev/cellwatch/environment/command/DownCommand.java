package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.LabServer;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.ContainerStatus;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.environment.stack.StackFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description =
                "Stop JupyterLab with its kernels, here and in a container, and the containers of the monitoring.")
final class DownCommand extends LauncherCommand {

    private static final String QUESTION =
            "Delete all that the monitoring has stored: metrics, dashboards, logs, passwords, training runs of"
                    + " JupyterLab's container; and what you put into its folder: keys for alerts, targets?";

    @Option(
            names = "--purge",
            description = "Also delete what the monitoring has stored, its dashboards and its passwords; asks first.")
    boolean purge;

    @Option(names = "--yes", description = "With --purge: do not ask.")
    boolean yes;

    DownCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        if (purge && !yes && !machine.console().confirms(QUESTION)) {
            throw Failure.failed("Nothing is deleted, and nothing stopped.");
        }
        boolean stopped = new LabServer(machine).stop();
        if (stopped) {
            machine.console().say("JupyterLab is stopped.");
        }
        boolean container = false;
        if (new StackFolder(machine).isUsed()) {
            Stack stack = Stack.here(machine);
            container = ContainerStatus.of(stack).isPresent();
            stack.down(purge);
            machine.console().say("The monitoring is " + (purge ? "gone, with all that it had stored." : "stopped."));
        }
        if (container) {
            machine.console().say("JupyterLab's container is stopped.");
        }
        if (!stopped && !container) {
            machine.console().say("JupyterLab was not running.");
        }
        return 0;
    }
}
