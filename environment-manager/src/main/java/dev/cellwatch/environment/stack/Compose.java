package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.environment.process.Invocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command lines of compose. They always name services: without names, compose takes the notebooks' too. */
final class Compose {

    private static final String NOTEBOOKS = "compose.container.yaml";

    private final StackFolder folder;
    private final List<String> words;

    Compose(StackFolder folder, Engine engine) {
        this.folder = folder;
        this.words = engine.compose();
    }

    /** Starts what the plan names. */
    Invocation up(Plan plan) {
        return base(plan.overlays(), plan.profiles())
                .and("up", "-d", "--quiet-pull")
                .and(names(plan.services()));
    }

    /** Stops and removes services; their volumes stay. */
    Invocation remove(List<Service> services) {
        return all().and("rm", "--stop", "--force").and(names(services));
    }

    /** Stops and removes the whole project. */
    Invocation down(boolean volumesToo) {
        Invocation down = all().and("down", "--remove-orphans");
        return volumesToo ? down.and("--volumes") : down;
    }

    Invocation list() {
        return all().and("ps", "--all", "--format", "json");
    }

    Invocation logs(List<String> options, List<String> services) {
        return all().and("logs").and(options.toArray(String[]::new)).and(services.toArray(String[]::new));
    }

    /** Asks a service to read its configuration again. */
    Invocation reload(Service service) {
        return all().and("kill", "-s", "HUP", service.word());
    }

    /** Runs a program in a running service, without a terminal. */
    Invocation in(Service service, String... program) {
        return all().and("exec", "-T", service.word()).and(program);
    }

    /** Builds the image of the notebooks' container, for this engine. */
    Invocation buildNotebooks(Engine engine) {
        return base(notebooks(engine), List.of()).and("build", NotebookFolder.SERVICE);
    }

    /** Starts the notebooks' container alone. */
    Invocation upNotebooks(Engine engine) {
        return base(notebooks(engine), List.of()).and("up", "-d", "--quiet-pull", NotebookFolder.SERVICE);
    }

    private static List<String> notebooks(Engine engine) {
        List<String> overlays = new ArrayList<>(List.of(NOTEBOOKS));
        if (engine.gpu().given()) {
            overlays.add(
                    engine.gpu() == GpuAccess.CDI ? "compose.container.gpu-cdi.yaml" : "compose.container.gpu.yaml");
        }
        if (engine.has(Trait.PODMAN)) {
            overlays.add("compose.container.podman.yaml");
        }
        return overlays;
    }

    private Invocation all() {
        return base(
                List.of(),
                Arrays.stream(Part.values()).map(Part::profile).distinct().toList());
    }

    private Invocation base(List<String> overlays, List<String> profiles) {
        List<String> argv = new ArrayList<>(words);
        argv.addAll(List.of(
                "-p", folder.project(), "--project-directory", folder.docker().toString()));
        file(argv, "compose.yaml");
        overlays.forEach(overlay -> file(argv, overlay));
        variables(argv, folder.versions());
        variables(argv, folder.variablesFile());
        boolean notebooks = overlays.contains(NOTEBOOKS);
        if (notebooks || folder.notebooks().isUsed()) {
            if (!notebooks) { // or compose would take their container for a stranger
                file(argv, NOTEBOOKS);
            }
            variables(argv, folder.notebooks().variablesFile());
        }
        profiles.forEach(profile -> argv.addAll(List.of("--profile", profile)));
        Invocation call = Invocation.of(argv);
        for (String name : folder.names()) {
            call = call.without(name); // a variable of the user's would win over the files
        }
        return call;
    }

    private static void variables(List<String> argv, Path file) {
        argv.addAll(List.of("--env-file", file.toString()));
    }

    private void file(List<String> argv, String name) {
        argv.addAll(List.of("-f", folder.docker().resolve(name).toString()));
    }

    private static String[] names(List<Service> services) {
        return services.stream().map(Service::word).toArray(String[]::new);
    }
}
