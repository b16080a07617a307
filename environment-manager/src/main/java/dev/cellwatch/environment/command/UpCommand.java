package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Start JupyterLab with the Java kernel and Cellwatch, and print its address.",
            "The first start prepares a private environment in .venv; later ones reuse it."
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
        Up up = new Up(machine);
        Up.Options options = new Up.Options(port, demo, foreground, !noBrowser);
        return dryRun ? up.describe(options) : up.run(options);
    }
}
