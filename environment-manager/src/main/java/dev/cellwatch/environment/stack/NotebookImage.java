package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Followed;
import dev.cellwatch.environment.process.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The image of the notebooks' container. Its tag is a digest of what it is made from, so that each build has its own. */
final class NotebookImage {

    private static final int LINES_SHOWN = 15;

    /** What .dockerignore lets through, and what is done with it. */
    private static final List<String> PARTS = List.of(
            "docker/research/Dockerfile",
            "environment-manager/src/main/resources/dev/cellwatch/environment/jupyter/requirements.txt",
            "environment-manager/target/environment-manager.jar",
            "environment-manager/target/lib",
            "kernel-extension/figure-renderer",
            "kernel-extension/target/kernel");

    private final Machine machine;
    private final StackFolder folder;
    private final Engine engine;

    NotebookImage(Machine machine, StackFolder folder, Engine engine) {
        this.machine = machine;
        this.folder = folder;
        this.engine = engine;
    }

    /** Its name, with the tag that it has for what stands here now, and for the user whose files it will write. */
    String name() {
        MessageDigest digest = sha256();
        digest.update(EnvFile.read(folder.versions())
                .getOrDefault("RESEARCH_BASE_IMAGE", "")
                .getBytes(StandardCharsets.UTF_8));
        digest.update(NotebookFolder.user(engine).getBytes(StandardCharsets.UTF_8));
        for (String part : PARTS) {
            add(digest, machine.layout().root().resolve(part));
        }
        return repository() + ":" + HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    boolean isThere(String name) {
        return machine.programs().run(ask("inspect", name)).succeeded();
    }

    /** Builds it; shows the last lines where that fails, and keeps all of them. */
    void build(Compose compose, String name) {
        Progress building = machine.console().progress("Building the notebooks' image (once for each version)");
        Followed build = Followed.by(building, machine.programs(), compose.buildNotebooks(engine));
        Path log = write(build.lines());
        if (!build.succeeded()) {
            throw Failure.failed("The notebooks' image could not be built: "
                    + ComposeTrouble.sentence(build.lines(), LINES_SHOWN) + "\nAll of it: " + log);
        }
        removeAllBut(name);
    }

    /** Removes the images of earlier builds; one that a container still uses stays. */
    void removeAllBut(String name) {
        machine.programs()
                .run(ask("ls", "--format", "{{.Repository}}:{{.Tag}}", repository()))
                .out()
                .lines()
                .filter(image -> image.startsWith(repository() + ":") && !image.equals(name))
                .forEach(image -> machine.programs().run(ask("rm", image)));
    }

    private Invocation ask(String... words) {
        return Invocation.of(engine.program(), "image").and(words);
    }

    /** Each user has images of their own, as each has a project. */
    private String repository() {
        return folder.project() + "-research";
    }

    private Path write(List<String> lines) {
        Path log = folder.notebooks().buildLog();
        try {
            return Files.write(log, lines);
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + log + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private static void add(MessageDigest digest, Path part) {
        if (!Files.exists(part)) {
            return; // building says what is missing
        }
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(part.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw Failure.failed("Cannot read " + part + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
