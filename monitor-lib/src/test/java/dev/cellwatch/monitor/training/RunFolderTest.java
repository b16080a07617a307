package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final long START = 1_800_000_000_000L;

    @TempDir
    Path state;

    private Path path = Path.of("");
    private RunFolder folder = new RunFolder(path);

    @BeforeEach
    void inside() {
        path = state.resolve("runs");
        folder = new RunFolder(path);
    }

    @Test
    void a_name_tells_when_and_which_and_sorts_by_time() {
        RunName name = new RunName(START + 123, "0123456789abcdef", 7);
        assertEquals("run-20270115T080000123-0123456789abcdef-7.json.gz", name.file());
        assertEquals(Optional.of(name), RunName.of(name.file()));
        assertTrue(name.label().matches("r-[0-9a-z]{6}"), name.label());
        assertTrue(name.compareTo(new RunName(START, "ffffffffffffffff", 9)) < 0, "the newest first");
        assertEquals(Optional.empty(), RunName.of("run-20271315T080000123-0123456789abcdef-7.json.gz"));
        assertEquals(Optional.empty(), RunName.of("run-mine.json.gz"));
    }

    @Test
    void folder_and_files_are_readable_by_their_user_alone() throws IOException {
        save(1);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve(name(1).file()))));
    }

    @Test
    void a_full_disk_leaves_the_old_file_and_no_draft() throws IOException {
        save(1);
        IOException full = assertThrows(
                IOException.class,
                () -> folder.save(name(1), file -> {
                    file.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertEquals("No space left on device", FileTrouble.words(full));
        assertEquals(List.of(name(1).file()), files());
        try (InputStream file = folder.open(name(1))) {
            assertArrayEquals(new byte[] {1, 2, 3}, file.readAllBytes());
        }
    }

    @Test
    void the_newest_two_hundred_stay_and_nothing_of_others_is_touched() throws IOException {
        for (int i = 0; i < RunFolder.MOST_RUNS + 5; i++) {
            save(i);
        }
        Files.writeString(path.resolve("run-notes.json.gz"), "mine");
        Files.writeString(path.resolve("aaa"), "mine");
        Files.createDirectory(path.resolve(name(1_000_000).file()));
        folder.prune(START);
        assertEquals(RunFolder.MOST_RUNS, folder.entries().size());
        assertEquals(name(204), folder.entries().get(0).name());
        assertEquals(name(5), folder.entries().get(RunFolder.MOST_RUNS - 1).name());
        assertEquals(RunFolder.MOST_RUNS + 3, files().size());
    }

    @Test
    void beyond_256_mib_the_oldest_go_too() throws IOException {
        for (int i = 0; i < 4; i++) {
            save(i);
            try (var file =
                    new java.io.RandomAccessFile(path.resolve(name(i).file()).toFile(), "rw")) {
                file.setLength(100L << 20); // takes no room on the disk
            }
        }
        folder.prune(START);
        assertEquals(
                List.of(name(3), name(2)),
                folder.entries().stream().map(RunFolder.Entry::name).toList());
    }

    @Test
    void what_a_killed_kernel_left_half_written_is_deleted_after_an_hour() throws IOException {
        save(1);
        Path old = Files.createFile(path.resolve(".run-123.part"));
        Path fresh = Files.createFile(path.resolve(".run-456.part"));
        Files.setLastModifiedTime(old, FileTime.fromMillis(START - 4_000_000));
        Files.setLastModifiedTime(fresh, FileTime.fromMillis(START - 1000));
        folder.prune(START);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
    }

    @Test
    void kernels_that_write_prune_and_read_at_once_do_not_hurt_each_other() throws Exception {
        ExecutorService kernels = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                done.add(kernels.submit(kernel(i)));
            }
            for (Future<Integer> one : done) {
                one.get();
            }
        } finally {
            kernels.shutdownNow();
        }
        folder.prune(0);
        assertEquals(RunFolder.MOST_RUNS, folder.entries().size());
        assertEquals(RunFolder.MOST_RUNS, files().size(), "no drafts");
    }

    /** Saves sixty runs, each twice, and reads whatever is there: whole files, or none. */
    private Callable<Integer> kernel(int number) {
        return () -> {
            RunFolder own = new RunFolder(path);
            int read = 0;
            for (int i = 0; i < 60; i++) {
                RunName name = new RunName(START + i * 10L, "000000000000000" + number, i);
                own.save(name, file -> file.write(new byte[] {1, 2, 3}));
                own.save(name, file -> file.write(new byte[] {1, 2, 3}));
                own.prune(0);
                for (RunFolder.Entry entry : own.entries().subList(0, 1)) {
                    try (InputStream file = own.open(entry.name())) {
                        assertEquals(3, file.readAllBytes().length);
                        read++;
                    }
                }
            }
            return read;
        };
    }

    private static RunName name(int number) {
        return new RunName(START + number * 1000L, "0123456789abcdef", number);
    }

    private void save(int number) throws IOException {
        folder.save(name(number), file -> file.write(new byte[] {1, 2, 3}));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
