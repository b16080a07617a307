package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.Receivers;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to run, decided before anything is started.
 *
 * @param engine what runs it
 * @param parts what it is made of
 * @param leftOut what it is not made of, and why
 * @param ports where it listens
 * @param receivers who is told about alerts
 */
record Plan(Engine engine, Set<Part> parts, Map<Part, String> leftOut, Ports ports, Receivers receivers) {

    private static final Set<String> WRITTEN_BY_PROMETHEUS = Set.of("node", "process", "cadvisor");

    Plan {
        parts = Set.copyOf(parts);
        leftOut = Map.copyOf(leftOut);
    }

    /** Decides; a part that must be there and cannot is a failure. */
    static Plan of(Engine engine, StackOptions options, Ports ports, Receivers receivers) {
        Map<Part, String> leftOut = new EnumMap<>(Part.class);
        options.unwanted().forEach(part -> leftOut.put(part, "not wanted (--without " + part.word() + ")"));
        lacking(engine.gpu())
                .filter(why -> !leftOut.containsKey(Part.GPU))
                .ifPresent(why -> leftOut.put(Part.GPU, why));
        options.wanted().stream().filter(leftOut::containsKey).findFirst().ifPresent(part -> {
            throw refusal(part, options, leftOut);
        });
        Set<Part> parts = EnumSet.allOf(Part.class);
        parts.removeAll(leftOut.keySet());
        return new Plan(engine, parts, leftOut, ports, receivers);
    }

    private static Optional<String> lacking(GpuAccess gpu) {
        return gpu.given() ? Optional.empty() : Optional.of(gpu.words());
    }

    private static Failure refusal(Part part, StackOptions options, Map<Part, String> leftOut) {
        return options.unwanted().contains(part)
                ? Failure.usage("--with " + part.word() + " and --without " + part.word() + " exclude each other.")
                : Failure.missing("The part " + part.word() + " cannot run here: " + leftOut.get(part) + ".");
    }

    List<Service> services() {
        return Arrays.stream(Service.values())
                .filter(service -> parts.contains(service.part()))
                .filter(service -> service != Service.HOST_RELAY || !engine.isApart())
                .toList();
    }

    /** The ports of this machine that it needs, each with what it is for. */
    Map<Integer, String> held() {
        Map<Integer, String> held = new TreeMap<>();
        services().stream()
                .filter(service -> service != Service.NODE_EXPORTER || !engine.isApart())
                .forEach(service -> held.putAll(ports.heldBy(service)));
        return held;
    }

    /** The same; a failure where JupyterLab is wanted on a port that it needs itself. */
    Plan beside(int labPort) {
        String other = held().get(labPort);
        if (other != null) {
            throw Failure.usage("--port " + labPort + " is the monitoring's, for " + other + "; take another one.");
        }
        return this;
    }

    /** The same plan elsewhere. */
    Plan with(Ports others) {
        return new Plan(engine, parts, leftOut, others, receivers);
    }

    /** The compose profiles, in a fixed order. */
    List<String> profiles() {
        return Arrays.stream(Part.values())
                .filter(parts::contains)
                .map(Part::profile)
                .distinct()
                .toList();
    }

    /** The files that change compose.yaml for this engine. */
    List<String> overlays() {
        List<String> overlays = new ArrayList<>();
        if (parts.contains(Part.GPU)) {
            overlays.add(engine.gpu() == GpuAccess.CDI ? "compose.gpu-cdi.yaml" : "compose.gpu.yaml");
        }
        if (engine.isApart()) {
            overlays.add("compose.desktop.yaml");
        }
        if (engine.has(Trait.PODMAN)) {
            overlays.add("compose.podman.yaml");
        }
        if (receivers.any()) {
            overlays.add("compose.notify.yaml");
        }
        return overlays;
    }

    /** Those of its own exporters that the start script of Prometheus writes targets for. */
    List<String> jobsOfTheStack() {
        return jobs().stream().filter(WRITTEN_BY_PROMETHEUS::contains).toList();
    }

    /** The scrape jobs of which each target has to be up. */
    List<String> jobs() {
        return services().stream().flatMap(service -> service.job().stream()).toList();
    }
}
