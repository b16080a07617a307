package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRecordsTest {

    @TempDir
    Path state;

    private Path folder;
    private LabRecords records;

    @BeforeEach
    void prepare() {
        folder = state.resolve("jupyter");
        records = new LabRecords(folder);
    }

    @Test
    void what_was_written_is_found_while_that_process_runs() {
        LabRecord own = record(LabRecord.Identity.of(ProcessHandle.current()));
        records.write(own);
        assertEquals(Optional.of(8890), records.running().map(LabRecord::port));
        records.clear(own);
        assertTrue(records.running().isEmpty());
    }

    @Test
    void who_forgets_a_server_leaves_the_one_that_was_written_down_since() {
        LabRecord.Identity now = LabRecord.Identity.of(ProcessHandle.current());
        LabRecord newer = record(now);
        records.write(newer);
        records.clear(record(new LabRecord.Identity(now.pid(), now.startedMillis() - 60_000)));
        assertEquals(Optional.of(newer), records.running());
    }

    @Test
    void another_program_that_got_the_same_process_number_is_not_taken_for_it() {
        LabRecord.Identity now = LabRecord.Identity.of(ProcessHandle.current());
        records.write(record(new LabRecord.Identity(now.pid(), now.startedMillis() - 60_000)));
        assertTrue(records.read().isPresent());
        assertTrue(records.running().isEmpty());
    }

    @Test
    void nobody_else_can_read_the_token() throws IOException {
        records.write(record(new LabRecord.Identity(1, 0)));
        Path token = records.writeToken("secret");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lab.json"))));
    }

    @Test
    void a_record_that_a_crash_cut_short_counts_as_none() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lab.json"), "{\"process\": {\"pid\": 1");
        assertFalse(records.read().isPresent());
    }

    private static LabRecord record(LabRecord.Identity identity) {
        return new LabRecord(identity, 8890, "secret", new LabRecord.Setup("/project", false));
    }
}
