package dev.cellwatch.monitor.gpu.nvml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our own C library in the shape of NVIDIA's, compiled for a test and configured by the lines of a file beside it
 * (src/test/c/fake_nvml.c says which). Without gcc such a test is skipped; where {@code CI=true} it fails.
 */
public final class NativeFake {

    private static final Path SOURCES = Path.of("src", "test", "c");

    private final Path library;

    private NativeFake(Path library) {
        this.library = library;
    }

    /** Puts the library into a folder; {@code flags} make it an older one. */
    public static NativeFake in(Path folder, String... flags) {
        Path library = folder.resolve("libnvidia-ml.so.1");
        try {
            // a file of its own: two tests that loaded the same one would share its state
            Files.copy(compiled(flags), library);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new NativeFake(library).configured();
    }

    /** Compiled once for each set of flags, and again when the source is newer. */
    private static Path compiled(String... flags) throws IOException {
        Path source = SOURCES.resolve("fake_nvml.c");
        Path built = Path.of("target", "native-fake", "fake" + String.join("", flags) + ".so");
        if (!Files.exists(built) || Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(source)) < 0) {
            Files.createDirectories(built.getParent());
            compile(source, built, flags);
        }
        return built;
    }

    private static void compile(Path source, Path into, String... flags) {
        List<String> command =
                new ArrayList<>(List.of("gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", into.toString(), source.toString(), "-ldl"));
        try {
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, gcc.waitFor(), output);
        } catch (IOException noCompiler) {
            assumeTrue("true".equals(System.getenv("CI")), "skipped: gcc is not installed, so there is no native fake");
            throw new UncheckedIOException(noCompiler);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the library reads the next time that it is initialised. */
    public NativeFake configured(String... lines) {
        try {
            Files.write(library.resolveSibling(library.getFileName() + ".conf"), List.of(lines));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path library() {
        return library;
    }

    /** The library, opened as a driver's would be. */
    public NvmlSource source() {
        return NvmlSource.driver(Optional.of(library.toString()));
    }
}
