package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFileTest {

    private static final long STALE = 91_000;

    private final AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);

    @TempDir
    Path folder;

    private TargetFile file(String kernel) {
        return new TargetFile(folder, new Identity(kernel, "nb/a.ipynb", "ada", "box", ""), clock);
    }

    private static void touch(Path file, long millis) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void it_is_what_prometheus_reads_and_others_may_read_it() throws IOException {
        Path deeper = folder.resolve("state/targets");
        TargetFile file = new TargetFile(deeper, new Identity("k1", "", "ada", "box", "local"), clock);
        file.announce("127.0.0.1:19540");
        assertEquals(
                "[{\"targets\":[\"127.0.0.1:19540\"],\"labels\":{\"kernel_id\":\"k1\",\"notebook\":\"k1\","
                        + "\"user\":\"ada\",\"host\":\"box\",\"env\":\"local\"}}]",
                Files.readString(deeper.resolve("k1.json")));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(deeper)));
        assertEquals(Optional.empty(), file.trouble());
    }

    @Test
    void a_notebook_may_be_called_anything() throws IOException {
        String name = "<img src=x onerror=alert(1)>\"\n.ipynb";
        TargetFile file = new TargetFile(folder, new Identity("k1", "nb/" + name, "ada", "box", ""), clock);
        file.announce("127.0.0.1:1");
        assertEquals(
                name,
                new ObjectMapper()
                        .readTree(Files.readAllBytes(file.path()))
                        .path(0)
                        .path("labels")
                        .path("notebook")
                        .asText());
    }

    @Test
    void the_lease_is_renewed_and_a_file_that_was_taken_away_comes_back() throws IOException {
        TargetFile file = file("k1");
        file.announce("127.0.0.1:1");
        clock.add(30_000);
        file.renew();
        assertEquals(clock.millis(), Files.getLastModifiedTime(file.path()).toMillis());
        Files.delete(file.path());
        file.renew();
        assertTrue(Files.exists(file.path()));
        file.close();
        file.renew();
        assertFalse(Files.exists(file.path()), "after the end nothing is announced");
    }

    @Test
    void what_a_killed_kernel_left_behind_is_removed_and_nothing_else() throws IOException {
        file("killed").announce("127.0.0.1:2");
        Path own = Files.writeString(folder.resolve("dcgm.json"), "[{\"targets\":[\"dcgm:9400\"]}]");
        Path broken = Files.writeString(folder.resolve("broken.json"), "[{");
        Path draft = Files.writeString(folder.resolve(".cellwatch-1.tmp"), "[");
        TargetFile alive = file("alive");
        alive.announce("127.0.0.1:3");
        for (Path old : new Path[] {own, broken, draft, folder.resolve("killed.json")}) {
            touch(old, clock.millis() - 89_000);
        }
        file("k1").announce("127.0.0.1:1");
        assertTrue(Files.exists(folder.resolve("killed.json")), "it may only be slow");
        clock.add(STALE);
        alive.renew();
        file("k1").announce("127.0.0.1:1");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    "[alive.json, broken.json, dcgm.json, k1.json]",
                    left.map(path -> path.getFileName().toString())
                            .sorted()
                            .toList()
                            .toString());
        }
    }

    @Test
    void a_successor_by_the_same_name_is_left_alone() throws IOException {
        TargetFile first = file("k1");
        first.announce("127.0.0.1:1");
        TargetFile second = file("k1");
        second.announce("127.0.0.1:2");
        first.close();
        assertTrue(Files.readString(second.path()).contains("127.0.0.1:2"));
    }

    @Test
    void a_folder_that_cannot_be_is_one_sentence() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        TargetFile file = new TargetFile(folder.resolve("file/targets"), new Identity("k1", "", "", "", ""), clock);
        file.announce("127.0.0.1:1");
        assertTrue(
                file.trouble()
                        .orElseThrow()
                        .matches("This kernel is not announced to Prometheus, since .*/file/targets"
                                + " cannot be written \\(.+\\); CELLWATCH_TARGETS_DIR names another folder\\."),
                file.trouble()::get);
    }
}
