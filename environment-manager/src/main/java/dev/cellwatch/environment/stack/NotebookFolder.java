package dev.cellwatch.environment.stack;

import com.sun.security.auth.module.UnixSystem;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.environment.jupyter.LabAddress;
import dev.cellwatch.environment.jupyter.LabToken;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PrivateFolder;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the launcher writes for JupyterLab's container, and what that container keeps, in the stack's state folder. */
final class NotebookFolder {

    /** The service of docker/compose.container.yaml. */
    static final String SERVICE = "research";

    private static final String VARIABLES = "container.env";
    private static final String WORK = "CELLWATCH_WORK";
    private static final String USER = "CELLWATCH_UID";
    private static final String PORT = "CELLWATCH_LAB_PORT";
    private static final String GPU = "CELLWATCH_LAB_GPU";
    private static final String IMAGE = "RESEARCH_IMAGE";
    private static final String TOKEN = "jupyter_token";
    private static final String TARGET = "research.json";

    private final Machine machine;
    private final Path state;

    /** @param state the stack's state folder */
    NotebookFolder(Machine machine, Path state) {
        this.machine = machine;
        this.state = state;
    }

    /** Whether such a container was started, and not taken away since. */
    boolean isUsed() {
        return Files.exists(variablesFile());
    }

    Path variablesFile() {
        return state.resolve(VARIABLES);
    }

    /** Names of variables that the file gives, and nobody's environment. */
    static List<String> names() {
        return List.of(WORK, USER, PORT, GPU, IMAGE);
    }

    /** What the file says. */
    NotebookSetup read() {
        Map<String, String> variables = EnvFile.read(variablesFile());
        String port = variables.getOrDefault(PORT, "");
        return new NotebookSetup(
                Path.of(variables.getOrDefault(WORK, "")),
                port.matches("[1-9]\\d{0,4}") ? Integer.parseInt(port) : 0,
                variables.getOrDefault(GPU, ""),
                variables.getOrDefault(IMAGE, ""));
    }

    /** Where it answers, with its token. */
    LabAddress address() {
        try {
            return new LabAddress(
                    read().port(), Files.readString(secrets().resolve(TOKEN)).strip());
        } catch (IOException e) {
            return new LabAddress(read().port(), "");
        }
    }

    /** Who writes in the container: whoever runs us, which is what a rootless engine makes of its root. */
    static String user(Engine engine) {
        return engine.has(Trait.ROOTLESS) ? "0" : Long.toString(new UnixSystem().getUid());
    }

    /** Writes what compose reads, and makes the folders that the container is handed, or an engine would, as root. */
    void write(NotebookSetup setup, Engine engine) {
        try {
            new PrivateFolder(state).make();
            settleToken();
            for (String part : List.of("targets", "logs")) {
                Files.createDirectories(kept().resolve(part));
            }
            Files.createDirectories(setup.work());
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put(WORK, setup.work().toString());
            variables.put(USER, user(engine));
            variables.put(PORT, Integer.toString(setup.port()));
            variables.put(GPU, setup.gpu());
            variables.put(IMAGE, setup.image());
            new PrivateFolder(state).write(VARIABLES, EnvFile.text(variables));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Makes the token where there is none yet: Prometheus is handed it too, whichever of the two starts first. */
    void settleToken() throws IOException {
        if (!Files.exists(secrets().resolve(TOKEN))) {
            new PrivateFolder(secrets()).write(TOKEN, LabToken.fresh(), PrivateFolder.READABLE);
        }
    }

    /** Has Prometheus ask JupyterLab itself, where {@link StackFolder#begin} has made the folder for that. */
    void announce(String targets) {
        try {
            new PrivateFolder(state).handedOver("services").write(TARGET, targets, PrivateFolder.READABLE);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Tells its kernels, running ones too, what of the monitoring runs, under the names that it has among containers; and
     * those that start what heat is critical.
     */
    void tell(Set<String> running) {
        if (Files.isDirectory(kept())) {
            KernelEnvironment kernels = new KernelEnvironment(kept());
            kernels.tell(
                    running.contains(Service.PROMETHEUS.word())
                            ? List.of("prometheus=http://prometheus:9090/-/healthy")
                            : List.of(),
                    Optional.of("http://jaeger-collector:4317")
                            .filter(address -> running.contains(Service.JAEGER.word())));
            kernels.keep(
                    AlertingSettings.TEMPERATURE,
                    Optional.of(machine.settings(false).alerting().criticalCelsius())
                            .filter(celsius -> celsius != AlertingSettings.USUAL_CRITICAL_CELSIUS)
                            .map(String::valueOf));
        }
    }

    /** The container is gone: nobody asks it any more. */
    void clear() {
        try {
            Files.deleteIfExists(target());
            Files.deleteIfExists(variablesFile());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** What the last building of the image has said. */
    Path buildLog() {
        return state.resolve("container-build.log");
    }

    /** The folder that its kernels have as their state folder. */
    private Path kept() {
        return state.resolve(SERVICE);
    }

    private Path secrets() {
        return state.resolve("secrets");
    }

    private Path target() {
        return state.resolve("services").resolve(TARGET);
    }

    /** The folder that JupyterLab shows: the one that it shows without a container, or another that is named. */
    Path work() {
        return machine.variable(WORK)
                .map(Path::of)
                .orElse(machine.layout().root())
                .toAbsolutePath();
    }

    /** What a person sees first: the quick start, where it is among what is shown. */
    Path firstPage() {
        Path quickStart = machine.layout().quickStart();
        return Files.exists(read().work().resolve(quickStart)) ? quickStart : Path.of("");
    }

    private Failure cannotWrite(IOException cause) {
        return Failure.failed("Cannot write in " + state + ": " + Failure.reason(cause))
                .because(cause);
    }
}
