package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.process.Programs;
import dev.cellwatch.monitor.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What every command works with.
 *
 * @param layout where things are
 * @param programs how other programs run
 * @param console where to write
 * @param environment the environment variables of the launcher
 */
public record Machine(Layout layout, Programs programs, Console console, Map<String, String> environment) {

    /** How kernels and their server are started here. */
    public LabCommandLine commandLine() {
        Path javaHome = Path.of(System.getProperty("java.home"));
        return new LabCommandLine(
                layout,
                javaHome,
                environment.getOrDefault("PATH", "/usr/bin:/bin"),
                environment.getOrDefault(LabCommandLine.JVM_OPTIONS, ""));
    }

    /** The settings of the monitor library, with synthetic GPUs where they are asked for. */
    public Settings settings(boolean demo) {
        Settings settings = Settings.from(environment).withoutLog();
        return demo ? settings.withGpu(Settings.Gpu.DEMO) : settings;
    }

    /** A variable of the environment; an empty one counts as none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
