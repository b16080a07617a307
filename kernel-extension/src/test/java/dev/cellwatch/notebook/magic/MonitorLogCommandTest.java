package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorLogCommandTest {

    @TempDir
    Path folder;

    private final Monitor monitor =
            Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_LOG", "off", "HOME", "/nowhere")));
    private final Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system());
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        magics.close();
        monitor.close();
    }

    @Test
    void a_mistake_is_answered_with_one_sentence_and_leaves_no_file() {
        String file = folder.resolve("f.jsonl").toString();
        assertEquals("%monitor_log needs a file: \"%monitor_log metrics.jsonl\". See %monitor_log --help.", mistake());
        assertEquals("%monitor_log does not know \"lst\". Did you mean \"list\"?", mistake("lst"));
        assertEquals("%monitor_log does not know \"sotp\". Did you mean \"stop\"?", mistake("sotp", "all"));
        assertEquals("An interval is from 0.25 s to 1 h, not \"0\".", mistake(file, "0"));
        assertEquals(
                "A size is from 4KiB, such as 500K, 64MiB or 1G, not \"big\".", mistake(file, "--max-size", "big"));
        assertEquals("A size is from 4KiB, such as 500K, 64MiB or 1G, not \"1\".", mistake(file, "--max-size", "1"));
        assertEquals("There is no log \"x\"; none runs.", mistake("stop", "x"));
        assertEquals("\"a\u0000b\" cannot be the name of a file.", mistake("a\u0000b"));
        assertEquals(List.of(), shown);
        assertFalse(Files.exists(folder.resolve("f.jsonl")));
    }

    @Test
    void a_file_that_cannot_be_written_is_one_sentence() {
        Path file = folder.resolve("nowhere").resolve("f.jsonl");
        assertEquals("Cannot write " + file + ": no such file or folder.", mistake(file.toString()));
        assertEquals("Cannot write " + folder + ": Is a directory.", mistake(folder.toString()));
    }

    @Test
    void logs_are_listed_and_stopped() {
        Path one = folder.resolve("one.jsonl");
        Path two = folder.resolve("two.jsonl");
        run("list");
        assertEquals("Nothing is logged. \"%monitor_log metrics.jsonl\" starts a log.", last());
        run(one.toString(), "1h");
        assertEquals(
                "Every 1 h a line goes to " + one + ", until the kernel ends or \"%monitor_log stop one.jsonl\".",
                last());
        run(two.toString(), "60");
        assertEquals(
                one + " is being written already; \"%monitor_log stop " + one + "\" ends that log.",
                mistake(one.toString()));
        run("list");
        assertTrue(last().contains(one + "  1 h ") && last().contains(two + "  1 min "), last());
        assertTrue(mistake("stop", "x").startsWith("There is no log \"x\"; these run: " + one + ", " + two), last());
        run("stop", "one.jsonl");
        assertTrue(last().startsWith("The log " + one + " was stopped after "), last());
        run("stop");
        assertTrue(last().startsWith("The log " + two + " was stopped after "), last());
        run("stop", "all");
        assertEquals("Nothing is logged.", last());
    }

    @Test
    void a_tilde_is_ones_own_folder() {
        assertEquals(Path.of(System.getProperty("user.home"), "f.jsonl"), FilePath.of("~/f.jsonl"));
    }

    private String last() {
        return shown.get(shown.size() - 1);
    }

    private String mistake(String... args) {
        return String.valueOf(
                assertThrows(MagicException.class, () -> run(args)).getMessage());
    }

    private void run(String... args) {
        ShownBy.run(magics, monitor, shown, "monitor_log", args);
    }
}
