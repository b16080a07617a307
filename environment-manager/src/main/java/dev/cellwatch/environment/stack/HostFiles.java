package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prometheus, Grafana and the exporters as programs of the host, for whoever has no containers: a ready configuration
 * and units for systemd, each service as a user of its own with as few rights as it can do with.
 */
final class HostFiles {

    private static final List<String> UNITS =
            List.of("prometheus", "node_exporter", "process-exporter", "alertmanager", "grafana", "dcgm-exporter");

    private final Path folder;
    private final Path targets;
    private final Path docker;
    private final String host;
    private final int criticalCelsius;

    HostFiles(Path state, StackFolder stack) {
        this.folder = state.resolve("monitoring").resolve("host");
        this.targets = stack.targets();
        this.docker = stack.docker();
        this.host = stack.variables().host();
        this.criticalCelsius = stack.criticalCelsius();
    }

    /** Writes them, replacing what an earlier version wrote; gives the folder. */
    Path write() {
        try {
            Files.createDirectories(folder.resolve("rules"));
            Files.writeString(folder.resolve("prometheus.yml"), text("prometheus.yml"));
            Files.writeString(folder.resolve("README.txt"), text("README.txt"));
            for (String unit : UNITS) {
                Files.writeString(folder.resolve(unit + ".service"), text(unit + ".service"));
            }
            return folder;
        } catch (IOException e) {
            throw Failure.failed("Cannot write in " + folder + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private String text(String name) {
        return Resource.text(HostFiles.class, "host/" + name)
                .replace("@FOLDER@", folder.toString())
                .replace("@TARGETS@", targets.toString())
                .replace("@DOCKER@", docker.toString())
                .replace("@HOST@", host)
                .replace("@TEMPERATURE@", Integer.toString(criticalCelsius))
                .replace("@VERSION_NOTE@", "Written by environment-manager; it is written again at the next start.");
    }
}
