package dev.cellwatch.notebook.endpoint;

import java.nio.file.Path;
import java.util.Map;

/**
 * What tells where a kernel is.
 *
 * @param environment its variables
 * @param root of the file system
 * @param command what it was started with, which names its connection file
 */
public record Surroundings(Map<String, String> environment, Path root, String command) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this kernel. */
    public static Surroundings here() {
        return new Surroundings(System.getenv(), Path.of("/"), System.getProperty("sun.java.command", ""));
    }
}
