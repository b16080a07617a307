package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.monitor.endpoint.Identity;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What compose fills into its file: {@code stack.env}. */
final class StackVariables {

    private static final String JOBS = "CELLWATCH_JOBS";
    private static final String SOCKET = "CELLWATCH_ENGINE_SOCKET";
    private static final String ROOT = "CELLWATCH_ENGINE_ROOT";
    private static final String UNIX = "unix://";

    private final Machine machine;
    private final StackFolder folder;

    StackVariables(Machine machine, StackFolder folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /** The names of all that there can be. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(base(Ports.USUAL).keySet());
        names.addAll(List.of(JOBS, SOCKET, ROOT));
        return names;
    }

    /** All of it. */
    Map<String, String> of(Plan plan) {
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
                .filter(runtime -> own)
                .map(runtime -> runtime + "/podman/podman.sock"));
    }

    /** What does not depend on what is to run. */
    Map<String, String> base(Ports ports) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CELLWATCH_CONFIG", folder.docker().resolve("monitoring").toString());
        variables.put("CELLWATCH_STACK", folder.state().toString());
        variables.put("CELLWATCH_TARGETS", folder.targets().toString());
        variables.put("CELLWATCH_LOGS", folder.logs().toString());
        variables.put("CELLWATCH_HOST", host());
        variables.put("CELLWATCH_CLUSTER", machine.variable("CELLWATCH_CLUSTER").orElse("cellwatch"));
        variables.put(AlertingSettings.TEMPERATURE, Integer.toString(folder.criticalCelsius()));
        variables.putAll(ports.variables());
        return variables;
    }

    /** The label of everything that is measured here. */
    String host() {
        return Identity.host(machine.settings(false).endpoint().host());
    }

    /** A file of targets with the one at this address, which goes by this machine's name and the port. */
    String target(String address, int port) {
        return "[{\"targets\": [\"" + address + ":" + port + "\"], \"labels\": {\"host\": \"" + host()
                + "\", \"instance\": \"" + host() + ":" + port + "\"}}]\n";
    }
}
