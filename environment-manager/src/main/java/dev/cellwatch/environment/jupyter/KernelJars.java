package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars on a kernel's class path, copied into the Jupyter that uses them: a build, or a moved clone, then changes
 * nothing under a kernel that runs. Each set has a folder of its own, named by its content.
 */
final class KernelJars {

    private final Path source;
    private final Path store;

    /**
     * @param source where the build puts them
     * @param store the folder that holds the copies
     */
    KernelJars(Path source, Path store) {
        this.source = source;
        this.store = store;
    }

    /**
     * Makes the copies, if they are not there yet.
     *
     * @return the jars to name on the class path: those on top, which name the ones below them themselves
     */
    List<Path> install() throws IOException {
        List<Path> built = jars(source, Integer.MAX_VALUE);
        if (built.isEmpty()) {
            throw Failure.failed(
                    "There are no kernel jars in " + source + "; build them with: mvn -Dmaven.test.skip=true package");
        }
        Path folder = store.resolve(digest(built));
        if (!Files.isDirectory(folder)) {
            FolderSwap.replace(folder, draft -> FolderSwap.copy(source, draft));
        }
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now())); // in use
        return jars(folder, 1);
    }

    /** Removes the sets that no kernel was started with for a week; a training without a front end may take days. */
    void removeOthers() throws IOException {
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(7)));
        Path current = store.resolve(digest(jars(source, Integer.MAX_VALUE)));
        try (Stream<Path> folders = Files.list(store)) {
            for (Path folder : folders.filter(path -> !path.equals(current)).toList()) {
                if (Files.getLastModifiedTime(folder).compareTo(longAgo) < 0) {
                    FolderSwap.remove(folder);
                }
            }
        }
    }

    private static List<Path> jars(Path folder, int depth) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(List<Path> jars) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
