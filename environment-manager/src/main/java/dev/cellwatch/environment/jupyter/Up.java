package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** The main job: JupyterLab with the Java kernel and Cellwatch in it, on this machine. */
public final class Up {

    /**
     * What was asked for.
     *
     * @param port where to listen, if it is free
     * @param demo synthetic GPUs
     * @param foreground stay attached to the terminal
     * @param browser open a browser
     */
    public record Options(int port, boolean demo, boolean foreground, boolean browser) {}

    /** Ports are free when they are chosen, but a moment passes until JupyterLab takes one. */
    private static final int MOST_AGAIN = 5;

    private final Machine machine;
    private final LabServer server;
    private final Welcome welcome;

    public Up(Machine machine) {
        this.machine = machine;
        this.server = new LabServer(machine);
        this.welcome = new Welcome(machine, machine.layout().quickStart());
    }

    /** Starts it, or says where the one that runs already is; gives the exit code. */
    public int run(Options options) {
        OptionalInt exitCode = attempt(options);
        for (int again = 0; exitCode.isEmpty() && again < MOST_AGAIN; again++) {
            machine.console().note("Somebody else took its port while JupyterLab started; once more.");
            exitCode = attempt(options);
        }
        return exitCode.orElseThrow(
                () -> Failure.failed("Somebody else takes each port that JupyterLab is given: choose one far away with"
                        + " --port, or see " + server.log()));
    }

    /** The exit code; none if somebody else was quicker at the port. */
    private OptionalInt attempt(Options options) {
        LabRecord running;
        LabRecord begun;
        // two starts at once must not become two servers
        try (ProcessLock lock =
                ProcessLock.take(machine.layout().jupyterState().resolve("start.lock"), machine.console())) {
            running = lock.isHeld() ? server.running().orElse(null) : null;
            begun = running == null ? begin(options) : running;
        }
        return running == null ? finish(begun, options) : reuse(begun, options);
    }

    private LabRecord begin(Options options) {
        new PrivateVenv(machine.layout(), machine.programs(), machine.console()).ensure();
        wire();
        int port = FreePort.from(options.port());
        if (port != options.port()) {
            machine.console().note("Port " + options.port() + " is taken; using " + port + ".");
        }
        return options.foreground() ? server.announce(port, options.demo()) : server.launch(port, options.demo());
    }

    private OptionalInt finish(LabRecord begun, Options options) {
        if (options.foreground()) {
            return attached(begun);
        }
        return server.awaitAnswer(begun) ? welcome(begun, options) : OptionalInt.empty();
    }

    private OptionalInt attached(LabRecord begun) {
        AtomicBoolean answered = new AtomicBoolean();
        int exitCode = server.runAttached(begun, () -> {
            answered.set(true);
            welcome.print(begun.address());
        });
        boolean lost = exitCode != 0 && !answered.get() && !FreePort.isFree(begun.port());
        return lost ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    private OptionalInt welcome(LabRecord lab, Options options) {
        welcome.print(lab.address());
        if (options.browser()) {
            welcome.openBrowser(lab.address());
        }
        return OptionalInt.of(0);
    }

    /** Says what {@link #run} would do, and does nothing. */
    public int describe(Options options) {
        Layout layout = machine.layout();
        boolean ready = new PrivateVenv(layout, machine.programs(), machine.console()).isReady();
        machine.console().say(ready ? "Use " + layout.venv() : "Make " + layout.venv() + " with");
        if (!ready) {
            Requirements.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> machine.console()
                    .say("    " + line));
        }
        machine.console().say("Put Cellwatch into the Java kernel in " + layout.venvData());
        machine.console()
                .say("Run "
                        + machine.commandLine()
                                .attached(FreePort.from(options.port()), options.demo())
                                .commandLine());
        return 0;
    }

    private void wire() {
        Layout layout = machine.layout();
        Extension extension = new Extension(layout, layout.venvData());
        extension.install(new PlotlyScript(machine).ofVenv());
        extension.removeOldJars(); // no JupyterLab runs here; a kernel without a front end may
    }

    private OptionalInt reuse(LabRecord running, Options options) {
        String root = machine.layout().root().toString();
        if (!running.setup().root().equals(root)) {
            throw Failure.failed("JupyterLab of another copy of Cellwatch, "
                    + running.setup().root()
                    + ", runs already. Stop it with: environment-manager down"
                    + " (or give this copy a state folder of its own with CELLWATCH_STATE_DIR).");
        }
        if (!server.awaitAnswer(running)) {
            return OptionalInt.empty();
        }
        machine.console().note("JupyterLab runs already.");
        if (running.setup().demo() != options.demo()) {
            machine.console()
                    .note("It was started " + (running.setup().demo() ? "with" : "without")
                            + " --demo; to change that, stop it first: environment-manager down");
        }
        return welcome(running, options);
    }
}
