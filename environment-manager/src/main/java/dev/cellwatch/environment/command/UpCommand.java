package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import dev.cellwatch.environment.stack.ContainerUp;
import dev.cellwatch.environment.stack.MonitoredUp;
import dev.cellwatch.environment.stack.ServiceState;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.environment.stack.StackOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Start JupyterLab with the Java kernel and Cellwatch, and print its address.",
            "The first start prepares a private environment in .venv; later ones reuse it.",
            "With --container it runs in a container instead, for which the first start builds an image."
        })
final class UpCommand extends LauncherCommand {

    static final int USUAL_PORT = 8888;

    @Option(names = "--demo", description = "Show synthetic GPUs, labelled DEMO.")
    boolean demo;

    @Option(names = "--foreground", description = "Stay on this terminal; Ctrl+C ends JupyterLab.")
    boolean foreground;

    @Option(names = "--no-browser", description = "Open no browser.")
    boolean noBrowser;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "" + USUAL_PORT,
            description = "Where to listen, on 127.0.0.1 (default: ${DEFAULT-VALUE}). Taken: the next free one.")
    int port;

    @Option(
            names = "--container",
            description = {
                "Run JupyterLab in a container, on the same folder; needs a container engine.",
                "It goes on beside a JupyterLab of this machine, and with or without the monitoring."
            })
    boolean container;

    @Mixin
    MonitoringOptions monitoring = new MonitoringOptions();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;

    UpCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        if (port < 1 || port > 65_535) {
            throw Failure.usage("--port takes a number from 1 to 65535, not " + port + ".");
        }
        monitoring.check();
        if (container && foreground) {
            throw Failure.usage("--foreground is for a JupyterLab without a container; what one in a container writes,"
                    + " shows: environment-manager logs research -f");
        }
        if (monitoring.disable) {
            int exitCode = stopMonitoring();
            if (!container) {
                return exitCode;
            }
        }
        Up.Options lab = new Up.Options(port, demo, foreground, !noBrowser);
        if (container) {
            return inContainer(lab);
        }
        if (!monitoring.enable) {
            return dryRun ? new Up(machine).describe(lab) : new Up(machine).run(lab);
        }
        StackOptions stack = monitoring.options(machine.console());
        MonitoredUp both = new MonitoredUp(machine, Stack.here(machine));
        return dryRun ? both.describe(lab, stack) : both.run(lab, stack);
    }

    private int inContainer(Up.Options lab) {
        ContainerUp both = new ContainerUp(machine, Stack.here(machine));
        Optional<StackOptions> stack =
                monitoring.enable ? Optional.of(monitoring.options(machine.console())) : Optional.empty();
        return dryRun ? both.describe(lab, stack) : both.run(lab, stack);
    }

    private int stopMonitoring() {
        Stack stack = Stack.here(machine);
        if (dryRun) {
            machine.console()
                    .say("Stop and remove the containers of the monitoring: "
                            + String.join(
                                    ", ",
                                    stack.services().stream()
                                            .map(ServiceState::service)
                                            .toList()));
            return 0;
        }
        boolean stopped = stack.stop();
        machine.console()
                .say(stopped ? "The monitoring is stopped; its data is kept." : "The monitoring was not running.");
        return 0;
    }
}
