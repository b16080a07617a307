package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionTest {

    private static final String KERNEL = "{\"argv\": [\"java\", \"-jar\", \"jjava-launcher.jar\"]}\n";

    @TempDir
    Path folder;

    private Path kernel;

    @BeforeEach
    void prepare() throws IOException {
        Layout layout = layout(folder);
        kernel = file(data(folder).resolve("kernels").resolve("java").resolve("kernel.json"), KERNEL);
        file(layout.renderer().resolve("package.json"), "{}");
        file(layout.renderer().resolve("static").resolve("remoteEntry.js"), "entry");
        file(layout.kernelJars().resolve("cellwatch.jar"), "jar");
        file(plotly(folder), "plotly");
    }

    @Test
    void two_launchers_that_install_at_the_same_time_do_not_disturb_each_other() throws Exception {
        Path said = folder.resolve("said.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> other = List.of(
                java, "-cp", System.getProperty("java.class.path"), OtherLauncher.class.getName(), folder.toString());
        Process process = new ProcessBuilder(other)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Extension extension = extension(folder);
        while (process.isAlive()) {
            extension.install(plotly(folder));
        }
        assertEquals(0, process.waitFor(), () -> read(said));
        assertTrue(extension.hasRenderer() && extension.isInKernel());
        extension.uninstall();
        assertEquals(KERNEL, read(kernel));
        try (var left = Files.list(data(folder).resolve("labextensions"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void a_renderer_of_the_same_version_stays_and_another_one_takes_its_place() throws IOException {
        Extension extension = extension(folder);
        extension.install(plotly(folder));
        Path entry = data(folder).resolve("labextensions/cellwatch-figure-renderer/static/remoteEntry.js");
        Object first = fileKey(entry);
        extension.install(plotly(folder));
        assertEquals(first, fileKey(entry), "a page that loads it now finds it");
        file(layout(folder).renderer().resolve("static").resolve("remoteEntry.js"), "other");
        extension.install(plotly(folder));
        assertEquals("other", read(entry));
    }

    private static Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** The other one, a process of its own. */
    static final class OtherLauncher {
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            for (int i = 0; i < 100; i++) {
                extension(folder).install(plotly(folder));
            }
        }
    }

    private static Extension extension(Path folder) {
        return new Extension(layout(folder), data(folder));
    }

    private static Layout layout(Path folder) {
        return new Layout(folder.resolve("project"), folder.resolve("state"));
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static Path plotly(Path folder) {
        return folder.resolve("plotly.min.js");
    }

    private static Path file(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        return Files.writeString(file, text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
