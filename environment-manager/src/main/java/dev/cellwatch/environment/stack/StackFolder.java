package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.AlertmanagerFolder;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PrivateFolder;
import dev.cellwatch.monitor.settings.AlertProfile;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the monitoring's files are, and what the launcher writes among them. */
public final class StackFolder {

    private static final String VARIABLES = "stack.env";
    private static final String GPU = "gpu.json";

    private final Machine machine;

    public StackFolder(Machine machine) {
        this.machine = machine;
    }

    /** The compose files and the services' configurations. */
    public Path docker() {
        return machine.layout().root().resolve("docker");
    }

    /** Which images run: a file of our own, or another in tests and where there is a mirror. */
    public Path versions() {
        return machine.variable("CELLWATCH_VERSIONS").map(Path::of).orElseGet(() -> docker().resolve("versions.env"));
    }

    /** What belongs to this user's monitoring. */
    public Path state() {
        return machine.layout().state().resolve("monitoring");
    }

    Path secrets() {
        return state().resolve("secrets");
    }

    public Path variablesFile() {
        return state().resolve(VARIABLES);
    }

    /** Held by whoever starts it. */
    Path lock() {
        return state().resolveSibling("monitoring.lock");
    }

    /** What Alertmanager's container is handed. */
    AlertmanagerFolder alertmanager() {
        return alertmanager(Optional.empty());
    }

    /** The same, with alerts told as soon as that says, whatever the settings do. */
    AlertmanagerFolder alertmanager(Optional<AlertProfile> profile) {
        AlertingSettings settings = machine.settings(false).alerting();
        return new AlertmanagerFolder(profile.map(settings::with).orElse(settings), state(), docker());
    }

    /** Above what the heat of a GPU is critical. */
    int criticalCelsius() {
        return machine.settings(false).alerting().criticalCelsius();
    }

    /** Whether it was ever started, and not purged since. */
    public boolean isUsed() {
        return Files.exists(variablesFile());
    }

    /** One compose project for each user: two of them must not stop each other's services. */
    public String project() {
        String user = System.getProperty("user.name", "user");
        String fitting = user.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        // ada.l and ada-l are two
        return "cellwatch-" + fitting + (fitting.equals(user) ? "" : "-" + Integer.toHexString(user.hashCode()));
    }

    /** The ports of an earlier start, or the usual. */
    public Ports ports() {
        return Ports.written(EnvFile.read(variablesFile()));
    }

    /** What compose fills in. */
    StackVariables variables() {
        return new StackVariables(machine, this);
    }

    /** The names that compose takes from our two files and never from the environment of whoever runs us. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(variables().names());
        names.addAll(NotebookFolder.names());
        names.addAll(EnvFile.read(versions()).keySet());
        return names;
    }

    /** Writes all that the containers are handed, except the secrets themselves. */
    void write(Plan plan) {
        try {
            Path configuration = docker().resolve("monitoring");
            HandedOver.letRead(configuration).ifPresent(closed -> machine.console()
                    .note("Containers may not read " + closed + ", and it is not yours to open: chmod -R a+rX "
                            + configuration));
            new PrivateFolder(state()).write(VARIABLES, EnvFile.text(variables().of(plan)));
            writeFolders();
            writeServices(plan);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes what compose wants for any service, if no start of the monitoring has. */
    void begin() {
        try {
            if (!isUsed()) {
                new PrivateFolder(state())
                        .write(VARIABLES, EnvFile.text(variables().base(ports())));
            }
            writeFolders();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void writeFolders() throws IOException {
        services().make();
        HandedOver.make(targets());
        Files.createDirectories(logs());
        notebooks().settleToken();
    }

    private Failure cannotWrite(IOException cause) {
        return Failure.failed("Cannot write in " + state() + ": " + Failure.reason(cause))
                .because(cause);
    }

    /** What belongs to JupyterLab's container. */
    NotebookFolder notebooks() {
        return new NotebookFolder(machine, state());
    }

    /** Removes what was written down, when the data is gone that it belongs to. */
    void forget() {
        try (Stream<Path> files = Files.exists(state()) ? Files.walk(state()) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Failure.failed("Cannot remove " + state() + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    /** One that was chosen for a start holds for later ones, too. */
    void keep(AlertProfile chosen) {
        new KernelEnvironment(machine.layout().state()).keep(AlertingSettings.PROFILE, Optional.of(chosen.word()));
    }

    /** A target that cannot exist would be down for ever, so this one is there only while its exporter is. */
    private void writeServices(Plan plan) throws IOException {
        if (plan.parts().contains(Part.GPU)) {
            services().write(GPU, variables().target("dcgm-exporter", 9400), PrivateFolder.READABLE);
        } else {
            Files.deleteIfExists(services().make().resolve(GPU));
        }
    }

    /** Targets of Prometheus that are no kernels. */
    private PrivateFolder services() {
        return new PrivateFolder(state()).handedOver("services");
    }

    Path targets() {
        return machine.settings(false).endpoint().targetsDir().toAbsolutePath();
    }

    Path logs() {
        return machine.layout().state().resolve("logs");
    }
}
