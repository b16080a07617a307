package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The {@code plotly.min.js} of the pinned Python package that carries it. */
public final class PlotlyScript {

    private static final String NAME = "plotly.min.js";
    private static final String IN_PACKAGE = "plotly/package_data/" + NAME;

    private final Machine machine;

    public PlotlyScript(Machine machine) {
        this.machine = machine;
    }

    /** The one in the private environment. */
    public Path ofVenv() {
        return inVenv().orElseThrow(() -> Failure.failed(
                "There is no plotly.min.js in " + machine.layout().venv() + "; delete that folder and start again."));
    }

    /** The one in the private environment, or one that is downloaded, which takes a few seconds once. */
    public Path get(Invocation python) {
        Optional<Path> there = inVenv();
        if (there.isPresent()) {
            return there.get();
        }
        Path folder = machine.layout().scratch().resolve("plotly");
        Path kept = folder.resolve(NAME);
        return Files.exists(kept) ? kept : download(python, folder);
    }

    private Optional<Path> inVenv() {
        Path lib = machine.layout().venv().resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(lib)) {
            return versions.map(version -> version.resolve("site-packages").resolve(IN_PACKAGE))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path download(Invocation python, Path folder) {
        String pin = Requirements.pin("plotly").orElseThrow();
        Outcome outcome;
        try (Progress progress =
                machine.console().progress("Downloading " + pin).started()) {
            progress.detail("(draws the figures)");
            outcome = machine.programs()
                    .run(python.and("-m", "pip", "download", "--quiet", "--no-deps", "--no-input")
                            .and("--only-binary", ":all:", "--dest", folder.toString(), pin));
        }
        if (!outcome.succeeded()) {
            throw Failure.failed("Cannot download " + pin + ": " + outcome.err().strip());
        }
        try {
            return unpack(folder);
        } catch (IOException e) {
            throw Failure.failed("Cannot unpack " + pin + ": " + e.getMessage()).because(e);
        }
    }

    private static Path unpack(Path folder) throws IOException {
        for (Path wheel : wheels(folder)) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                ZipEntry entry = zip.getEntry(IN_PACKAGE);
                if (entry != null) {
                    Path draft = folder.resolve(NAME + ".draft");
                    try (InputStream script = zip.getInputStream(entry)) {
                        Files.copy(script, draft, StandardCopyOption.REPLACE_EXISTING);
                    }
                    return Files.move(draft, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        throw new IOException("no plotly.min.js in it");
    }

    private static List<Path> wheels(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl")).toList();
        }
    }
}
