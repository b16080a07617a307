package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.AlertmanagerFolder;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PrivateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the monitoring's files are, and what the launcher writes among them. */
public final class StackFolder {

    private static final String VARIABLES = "stack.env";
    private static final String JOBS = "CELLWATCH_JOBS";
    private static final String SOCKET = "CELLWATCH_ENGINE_SOCKET";
    private static final String ROOT = "CELLWATCH_ENGINE_ROOT";
    private static final String UNIX = "unix://";

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

    /** What Alertmanager's container is handed. */
    AlertmanagerFolder alertmanager() {
        return new AlertmanagerFolder(machine.settings(false).alerting(), state(), docker());
    }

    /** Whether it was ever started, and not purged since. */
    public boolean isUsed() {
        return Files.exists(variablesFile());
    }

    /** One compose project for each user: two of them must not stop each other's services. */
    public String project() {
        String user =
                System.getProperty("user.name", "user").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        return "cellwatch-" + user;
    }

    /** The ports of an earlier start, or the usual. */
    public Ports ports() {
        return Ports.written(EnvFile.read(variablesFile()));
    }

    /** The names that compose takes from our two files and never from the environment of whoever runs us. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(base(Ports.USUAL).keySet());
        names.addAll(List.of(JOBS, SOCKET, ROOT));
        names.addAll(EnvFile.read(versions()).keySet());
        return names;
    }

    /** Writes all that the containers are handed, except the secrets themselves. */
    void write(Plan plan) {
        try {
            new PrivateFolder(state()).write(VARIABLES, EnvFile.text(variables(plan)));
            writeServices(plan);
            forOthers(targets());
            Files.createDirectories(logs());
        } catch (IOException e) {
            throw Failure.failed("Cannot write in " + state() + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private Map<String, String> variables(Plan plan) {
        Map<String, String> variables = base(plan.ports());
        variables.put(JOBS, String.join(" ", plan.jobsOfTheStack()));
        Optional.of(plan.engine().root()).filter(root -> !root.isEmpty()).ifPresent(root -> variables.put(ROOT, root));
        socket(plan.engine()).ifPresent(socket -> variables.put(SOCKET, socket));
        return variables;
    }

    private Optional<String> socket(Engine engine) {
        Optional<String> named = machine.variable("DOCKER_HOST")
                .filter(host -> host.startsWith(UNIX))
                .map(host -> host.substring(UNIX.length()));
        boolean own = engine.has(Trait.PODMAN) && engine.has(Trait.ROOTLESS);
        return named.or(() -> machine.variable("XDG_RUNTIME_DIR")
                .filter(folder -> own)
                .map(folder -> folder + "/podman/podman.sock"));
    }

    private Map<String, String> base(Ports ports) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CELLWATCH_CONFIG", docker().resolve("monitoring").toString());
        variables.put("CELLWATCH_STACK", state().toString());
        variables.put("CELLWATCH_TARGETS", targets().toString());
        variables.put("CELLWATCH_LOGS", logs().toString());
        variables.put("CELLWATCH_HOST", host());
        variables.put("CELLWATCH_CLUSTER", machine.variable("CELLWATCH_CLUSTER").orElse("cellwatch"));
        variables.putAll(ports.variables());
        return variables;
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

    /** A target that cannot exist would be down for ever, so this one is there only while its exporter is. */
    private void writeServices(Plan plan) throws IOException {
        Path gpu = forOthers(state().resolve("services")).resolve("gpu.json");
        if (plan.parts().contains(Part.GPU)) {
            Files.writeString(
                    gpu,
                    "[{\"targets\": [\"dcgm-exporter:9400\"], \"labels\": {\"host\": \"" + host()
                            + "\", \"instance\": \"" + host() + ":9400\"}}]\n");
        } else {
            Files.deleteIfExists(gpu);
        }
    }

    /** A folder that is handed to a container, whose user is another. */
    private static Path forOthers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    Path targets() {
        return machine.settings(false).endpoint().targetsDir().toAbsolutePath();
    }

    private Path logs() {
        return machine.layout().state().resolve("logs");
    }

    /** The label of everything that is measured here, in letters that a label of a target can have. */
    private String host() {
        String name = machine.variable("CELLWATCH_HOST").orElseGet(StackFolder::hostName);
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
