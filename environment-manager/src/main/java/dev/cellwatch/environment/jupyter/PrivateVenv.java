package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.process.Followed;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The private Python environment with JupyterLab and the Java kernel. A marker written last says that it is whole;
 * without it the environment is made anew, so that an interrupted start leaves nothing that a later one trips over.
 */
public final class PrivateVenv {

    private final Layout layout;
    private final Programs programs;
    private final Console console;
    private final VenvMarker marker;

    public PrivateVenv(Layout layout, Programs programs, Console console) {
        this.layout = layout;
        this.programs = programs;
        this.console = console;
        this.marker = new VenvMarker(layout.venv());
    }

    public boolean isReady() {
        return marker.isWhole() && Files.isExecutable(layout.python());
    }

    /**
     * Makes the environment, unless it is there: about half a minute the first time, no time later. One that an older
     * version made gets the settings of this one.
     */
    public void ensure() {
        if (isReady() && hasLabSettings()) {
            return;
        }
        try (ProcessLock lock = ProcessLock.take(layout.scratch().resolve("venv.lock"), console)) {
            if (lock.isHeld() && !isReady()) {
                make();
            }
            writeLabSettings();
        } catch (IOException e) {
            throw Failure.failed("Cannot make " + layout.venv() + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private void make() throws IOException {
        Python python = new PythonSearch(programs).require();
        new Leftovers(layout.venv()).end();
        marker.clear();
        console.note("Preparing JupyterLab and the Java kernel in " + layout.venv() + " (once; half a minute or so)");
        step(
                "Making the environment",
                PythonSearch.clean(python.executable())
                        .and("-m", "venv", layout.venv().toString()));
        Path requirements = layout.venv().resolve("requirements.txt");
        Files.writeString(requirements, Requirements.text());
        step(
                "Installing JupyterLab",
                pip().and("install", "--no-input", "--progress-bar", "off", "-r", requirements.toString()));
        marker.write();
    }

    private boolean hasLabSettings() {
        try {
            return Files.readString(labSettings()).equals(wantedLabSettings());
        } catch (IOException e) {
            return false;
        }
    }

    private void writeLabSettings() throws IOException {
        Files.createDirectories(layout.venvData().resolve("lab").resolve("settings"));
        Files.writeString(labSettings(), wantedLabSettings());
    }

    private Path labSettings() {
        return layout.venvData().resolve("lab").resolve("settings").resolve("overrides.json");
    }

    /** The first thing that a new user sees should be the notebook, not a question about news. */
    private static String wantedLabSettings() {
        return Resource.text(PrivateVenv.class, "overrides.json");
    }

    private Invocation pip() {
        return PythonSearch.clean(layout.python().toString())
                .with("PIP_DISABLE_PIP_VERSION_CHECK", "1")
                .and("-m", "pip");
    }

    private void step(String what, Invocation invocation) throws IOException {
        Followed followed = Followed.by(console.progress(what), programs, invocation);
        if (!followed.succeeded()) {
            Path log = layout.scratch().resolve("venv.log");
            Files.write(log, followed.lines());
            throw Failure.failed(what + " failed: " + reason(followed) + "\nThe whole output: " + log);
        }
    }

    private static String reason(Followed failed) {
        List<String> lines = failed.lines();
        return lines.stream()
                .filter(line -> line.startsWith("ERROR:") || line.startsWith("Error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "exit code " + failed.exitCode() : lines.get(lines.size() - 1));
    }
}
