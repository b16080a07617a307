package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.text.FileTrouble;
import dev.cellwatch.monitor.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    Path state;

    private EventFile file() {
        return new EventFile(state.resolve("logs"), "cellwatch", ".jsonl");
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(state.resolve("logs").resolve(name));
    }

    @Test
    void nothing_is_made_before_the_first_line() throws IOException {
        EventFile file = file();
        file.close();
        assertFalse(Files.exists(state.resolve("logs")));
        file.append("one");
        assertEquals(List.of("one"), lines("cellwatch.jsonl"));
        assertEquals(Optional.of(state.resolve("logs/cellwatch.jsonl")), file.file());
        file.close();
    }

    @Test
    void two_at_once_have_a_file_each_and_the_next_takes_the_first_that_is_free() throws IOException {
        EventFile one = file();
        EventFile two = file();
        one.append("one");
        two.append("two");
        one.close();
        EventFile three = file();
        three.append("three");
        assertEquals(List.of("one", "three"), lines("cellwatch.jsonl"));
        assertEquals(List.of("two"), lines("cellwatch-2.jsonl"));
        two.close();
        three.close();
    }

    @Test
    void a_folder_that_was_removed_is_made_again() throws IOException {
        EventFile file = file();
        file.append("one");
        Files.delete(state.resolve("logs/cellwatch.jsonl"));
        Files.delete(state.resolve("logs"));
        file.append("two");
        assertEquals(List.of("two"), lines("cellwatch.jsonl"));
        file.close();
    }

    @Test
    void where_a_file_stands_in_the_way_of_the_folder_that_is_said() throws IOException {
        Files.writeString(state.resolve("logs"), "");
        IOException refused = assertThrows(IOException.class, () -> file().append("one"));
        assertEquals(state.resolve("logs") + " is no folder", FileTrouble.words(refused));
    }

    @Test
    void a_monitor_writes_its_training_runs_and_ends_them_with_itself() throws IOException {
        Settings settings = Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString()));
        try (Monitor monitor = Monitor.open(settings)) {
            assertFalse(Files.exists(state.resolve("logs")));
            TrainingRun run = monitor.runs().start("mnist");
            run.batchSize(64);
            run.batchDone();
            monitor.runs().start("mnist");
        }
        List<String> written = lines("cellwatch.jsonl");
        assertEquals(4, written.size(), "the second of a name ends the first: " + written);
        List<String> messages = written.stream()
                .map(line -> message(line))
                .sorted() // the first ends while the second is being started
                .toList();
        assertEquals(
                List.of(
                        "Training run mnist begins",
                        "Training run mnist begins",
                        "Training run mnist ended",
                        "Training run mnist ended"),
                messages);
        String first = written.stream()
                .filter(line -> line.contains("batches"))
                .findFirst()
                .orElseThrow();
        assertTrue(first.contains("\"metadata\":{\"run\":\"mnist\",\"batches\":1,\"batch_size\":64}"), first);
        assertTrue(first.matches(".*\"duration\":\"\\d+\\.\\d{3}s\"}"), first);
        assertTrue(first.contains("\"level\":\"INFO\""), first);
    }

    private static String message(String line) {
        try {
            return new ObjectMapper().readTree(line).get("message").asText();
        } catch (IOException broken) {
            throw new AssertionError(line, broken);
        }
    }
}
