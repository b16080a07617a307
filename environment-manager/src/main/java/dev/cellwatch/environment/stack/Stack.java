package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.EngineProbe;
import dev.cellwatch.environment.engine.Listeners;
import dev.cellwatch.environment.jupyter.FreePort;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.ProcessLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The monitoring containers of this user, on the engine that was found. */
public final class Stack {

    private final Machine machine;
    private final Engine engine;
    private final StackFolder folder;
    private final Compose compose;
    private final Services services;

    public Stack(Machine machine, Engine engine) {
        this.machine = machine;
        this.engine = engine;
        this.folder = new StackFolder(machine);
        this.compose = new Compose(folder, engine);
        this.services = new Services(folder, machine.programs(), compose);
    }

    /** The stack on whatever engine is here. */
    public static Stack here(Machine machine) {
        return new Stack(machine, new EngineProbe(machine.programs(), Path.of("/")).look());
    }

    public Engine engine() {
        return engine;
    }

    public StackFolder folder() {
        return folder;
    }

    /** Grafana, for whoever is written down as its user. */
    public GrafanaState grafana() {
        GrafanaAccount accounts = accounts();
        return new Grafana(folder.ports().grafana(), machine.programs(), compose)
                .state(accounts.kept(), accounts.passwordFile());
    }

    private GrafanaAccount accounts() {
        return new GrafanaAccount(folder.secrets(), new SecureRandom());
    }

    /** Starts it, waits until all of it answers, and says where it is; what runs already is not touched. */
    void start(StackOptions options) {
        start(plan(options), options);
    }

    /** Starts what was planned a moment ago; a second start waits for the first, and then finds all of it running. */
    void start(Plan plan, StackOptions options) {
        ProcessLock turn = ProcessLock.take(folder.lock(), machine.console());
        try {
            startNow(plan, options);
        } finally {
            turn.close();
        }
    }

    private void startNow(Plan plan, StackOptions options) {
        machine.settings(false).mistakes().forEach(machine.console()::note);
        GrafanaAccount accounts = accounts();
        GrafanaAccount.Account before = accounts.kept();
        GrafanaAccount.Account account = accounts.settle(options.login());
        folder.write(plan);
        options.alertProfile().ifPresent(folder::keep);
        Thread said = new Thread(this::sayInterrupted, "cellwatch-interrupted");
        Runtime.getRuntime().addShutdownHook(said);
        try {
            new StackStart(machine, compose, services, plan)
                    .run(grafana -> new GrafanaLogIn(grafana, accounts, machine.console()).ensure(account, before));
        } catch (Failure failed) {
            account.words(accounts.passwordFile()).ifPresent(machine.console()::note);
            throw failed;
        } finally {
            stillRunning(said);
        }
        kernels().tell(plan, services.running());
        new StackText(machine.console(), plan).result(account, accounts.passwordFile());
    }

    private void sayInterrupted() {
        machine.console()
                .note("Interrupted. What has been started so far may run on:"
                        + " --enable-monitoring goes on with it, --no-monitoring stops it.");
    }

    private static void stillRunning(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            Thread.currentThread().interrupt(); // it is ending, and the hook has said so
        }
    }

    /** Says what {@link #start} would do, and does nothing. */
    public void describe(StackOptions options) {
        new StackText(machine.console(), plan(options)).intent(compose, folder);
    }

    /** What would be started, on ports that are free; all that can be refused is refused here, before anything starts. */
    Plan plan(StackOptions options) {
        GrafanaAccount.check(options.login());
        requireReady();
        Plan plan = Plan.of(
                engine,
                options,
                folder.ports(),
                folder.alertmanager(options.alertProfile()).receivers());
        return new PortCheck(new Listeners(Path.of("/proc")), FreePort::isFree, machine.console())
                .settle(plan, options, services.running());
    }

    /** Fails where there is no engine, or nothing for it to run. */
    void requireReady() {
        requireEngine();
        if (!Files.exists(folder.docker().resolve("compose.yaml"))) {
            throw Failure.missing("There is no " + folder.docker().resolve("compose.yaml")
                    + "; this copy of Cellwatch came without its containers.");
        }
    }

    /** Fails where no containers can be run here, with what to do about it. */
    public void requireEngine() {
        engine.lack().ifPresent(lack -> {
            throw Failure.missing(lack.sentence() + "\n" + lack.advice());
        });
    }

    private KernelNews kernels() {
        return new KernelNews(machine.layout().state(), folder.notebooks());
    }

    /** Stops and removes the monitoring's containers alone; gives whether there were any. Their data stays. */
    public boolean stop() {
        kernels().takeBack();
        List<ServiceState> there = reachable() ? services.list() : List.of();
        List<Service> ours = Arrays.stream(Service.values())
                .filter(service ->
                        there.stream().anyMatch(state -> state.service().equals(service.word())))
                .toList();
        if (ours.isEmpty()) {
            return false;
        }
        Outcomes.require(machine.programs().run(compose.remove(ours)), "The containers could not be stopped");
        return true;
    }

    /** Stops the whole project, the notebooks' container too; with its data where that is wanted. */
    public void down(boolean purge) {
        if (reachable()) {
            stop();
            Outcomes.require(machine.programs().run(compose.down(purge)), "The containers could not be removed");
            folder.notebooks().clear();
        }
        if (purge) {
            new NotebookImage(machine, folder, engine).removeAllBut("");
            folder.forget();
        }
    }

    private boolean reachable() {
        if (!folder.isUsed()) {
            return false;
        }
        if (engine.silence().isPresent()) {
            requireEngine();
        }
        return engine.lack().isEmpty();
    }

    /** The monitoring's containers that there are; none where there is no engine. */
    public List<ServiceState> services() {
        List<ServiceState> all = engine.lack().isEmpty() ? services.list() : List.of();
        return all.stream()
                .filter(state -> Service.words().contains(state.service()))
                .toList();
    }

    /** JupyterLab's container, if there is one. */
    Optional<ServiceState> notebooks() {
        return engine.lack().isEmpty() ? services.find(NotebookFolder.SERVICE) : Optional.empty();
    }

    /** Shows what services have written, on this terminal; gives the exit code. */
    public int logs(List<String> options, List<String> names) {
        requireStarted();
        return machine.programs().attach(compose.logs(options, names));
    }

    /** Questions to the running Prometheus. */
    public PrometheusControl prometheus() {
        requireStarted();
        return new PrometheusControl(machine, compose, folder.ports());
    }

    /** What can be asked of the running Alertmanager. */
    public AlertmanagerControl alertmanager() {
        requireStarted();
        return new AlertmanagerControl(machine, compose, folder);
    }

    private void requireStarted() {
        requireEngine();
        if (!folder.isUsed()) {
            throw Failure.failed("The monitoring was not started yet: environment-manager up --enable-monitoring");
        }
    }
}
