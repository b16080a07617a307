package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says of an environment's folder whether it is whole, half-made by an earlier start of ours, or not ours at all.
 * A virtual environment knows its own path and cannot be renamed into place, so a marker has to say it.
 */
final class VenvMarker {

    private static final String WHOLE = "cellwatch.whole";
    private static final String BEGUN = "cellwatch.begun";

    private final Path venv;

    VenvMarker(Path venv) {
        this.venv = venv;
    }

    /** Whether it was made to its end, here, with the versions that are wanted now. */
    boolean isWhole() {
        try {
            return Files.readString(venv.resolve(WHOLE)).equals(wanted());
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves a folder with nothing in it but the word that we are at work; never touches a folder that is not ours. */
    void clear() throws IOException {
        Files.createDirectories(venv);
        List<Path> content = content();
        boolean ours = content.stream().anyMatch(this::isMark);
        if (!ours && !content.isEmpty()) {
            throw Failure.failed(venv + " is there, but Cellwatch did not make it; move it away, then start again.");
        }
        Files.writeString(venv.resolve(BEGUN), "");
        Files.deleteIfExists(venv.resolve(WHOLE));
        for (Path path : content) {
            if (!isMark(path)) {
                delete(path);
            }
        }
    }

    void write() throws IOException {
        Path draft = venv.resolve(WHOLE + ".draft");
        Files.writeString(draft, wanted());
        Files.move(draft, venv.resolve(WHOLE));
        Files.deleteIfExists(venv.resolve(BEGUN));
    }

    private String wanted() {
        return "made for " + venv + " with\n" + Requirements.text();
    }

    private boolean isMark(Path path) {
        return path.equals(venv.resolve(BEGUN)) || path.equals(venv.resolve(WHOLE));
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> list = Files.list(venv)) {
            return list.toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
