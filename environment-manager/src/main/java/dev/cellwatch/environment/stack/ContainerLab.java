package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.jupyter.FreePort;
import dev.cellwatch.environment.jupyter.LabAddress;
import dev.cellwatch.environment.jupyter.LabApi;
import dev.cellwatch.environment.jupyter.LabServer;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.ProcessLock;
import dev.cellwatch.environment.jupyter.Up;
import dev.cellwatch.environment.jupyter.Welcome;
import dev.cellwatch.environment.process.Followed;
import java.time.Duration;
import java.util.Optional;

/** JupyterLab in a container: {@code --container}. It runs beside the monitoring or without it. */
public final class ContainerLab {

    /** Its name among the services. */
    public static final String SERVICE = NotebookFolder.SERVICE;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Machine machine;
    private final Engine engine;
    private final StackFolder stack;
    private final NotebookFolder folder;
    private final Compose compose;

    public ContainerLab(Machine machine, Engine engine) {
        this.machine = machine;
        this.engine = engine;
        this.stack = new StackFolder(machine);
        this.folder = stack.notebooks();
        this.compose = new Compose(stack, engine);
    }

    /** Starts it, or says where the one that runs already is. */
    public void start(Up.Options options) {
        // two starts at once must not become two containers on two ports
        try (ProcessLock lock = ProcessLock.take(stack.state().resolve("container.lock"), console())) {
            if (lock.isHeld() && runs()) {
                reuse(options);
            } else {
                begin(options);
            }
        }
        Welcome welcome = new Welcome(machine, folder.firstPage());
        welcome.print(folder.address());
        if (options.browser()) {
            welcome.openBrowser(folder.address());
        }
    }

    private boolean runs() {
        return folder.isUsed()
                && services().find(SERVICE).filter(ServiceState::runs).isPresent();
    }

    private void begin(Up.Options options) {
        noteLocal();
        NotebookImage image = image();
        NotebookSetup setup = setup(options, image.name());
        if (setup.port() != options.port()) {
            console().note("Port " + options.port() + " is taken; using " + setup.port() + ".");
        }
        stack.begin();
        folder.write(setup, engine);
        if (!image.isThere(setup.image())) {
            image.build(compose, setup.image());
        }
        folder.tell(services().running());
        run();
        awaitAnswer(folder.address());
        folder.announce(stack.variables().target(SERVICE, 8888));
    }

    private NotebookSetup setup(Up.Options options, String image) {
        String gpu = options.demo() ? "demo" : machine.variable("CELLWATCH_GPU").orElse("auto");
        return new NotebookSetup(folder.work(), FreePort.from(options.port()), gpu, image);
    }

    private void noteLocal() {
        new LabServer(machine).running().ifPresent(local -> console()
                .note("The JupyterLab of this machine itself, on port " + local.port()
                        + ", goes on beside the container."));
    }

    private void run() {
        Followed start = Followed.by(
                console().progress("Starting the container"), machine.programs(), compose.upNotebooks(engine));
        if (!start.succeeded()) {
            throw Failure.failed(
                    "JupyterLab's container could not be started: " + ComposeTrouble.sentence(start.lines()));
        }
    }

    private void awaitAnswer(LabAddress lab) {
        LabApi api = new LabApi(lab);
        try (Progress progress =
                console().progress("Waiting for JupyterLab in its container").started()) {
            if (!progress.await(() -> api.answers() || ended(), START_LIMIT)) {
                throw Failure.failed("JupyterLab in its container does not answer on port " + lab.port()
                        + "; its last words:\n" + services().lastWords(SERVICE));
            }
        }
    }

    private boolean ended() {
        Optional<ServiceState> state = services().find(SERVICE);
        if (state.filter(ServiceState::runs).isPresent()) {
            return false;
        }
        throw Failure.failed("JupyterLab's container ended as soon as it started; its last words:\n"
                + services().lastWords(SERVICE));
    }

    private void reuse(Up.Options options) {
        NotebookSetup running = folder.read();
        String change = "; to change that, stop it first: environment-manager down";
        if (!running.work().equals(folder.work())) {
            throw Failure.failed("JupyterLab's container runs already, and shows " + running.work() + change);
        }
        console().note("JupyterLab's container runs already.");
        awaitAnswer(folder.address());
        if (running.demo() != options.demo()) {
            console().note("It was started " + (running.demo() ? "with" : "without") + " --demo" + change);
        }
        if (!running.image().equals(image().name())) {
            console().note("It was made from another build of Cellwatch" + change);
        }
    }

    /** Where it tells how it is, as {@code NAME=URL}, if it was started. */
    public static Optional<String> announced(Machine machine) {
        NotebookFolder folder = new StackFolder(machine).notebooks();
        return folder.isUsed()
                ? Optional.of(SERVICE + "=http://127.0.0.1:" + folder.address().port() + "/api")
                : Optional.empty();
    }

    /** Says what {@link #start} would do, and does nothing. */
    public void describe(Up.Options options) {
        if (runs()) {
            console().say("Leave JupyterLab's container as it is: it runs already");
            return;
        }
        NotebookSetup setup = setup(options, image().name());
        console().say("Write " + folder.variablesFile() + " and, where it is absent, a token beside it");
        if (!image().isThere(setup.image())) {
            console().say("Run " + compose.buildNotebooks(engine).commandLine());
        }
        console().say("Run " + compose.upNotebooks(engine).commandLine());
        console().say("Show " + setup.work() + " on 127.0.0.1:" + setup.port());
    }

    private NotebookImage image() {
        return new NotebookImage(machine, stack, engine);
    }

    private Services services() {
        return new Services(stack, machine.programs(), compose);
    }

    private Console console() {
        return machine.console();
    }
}
