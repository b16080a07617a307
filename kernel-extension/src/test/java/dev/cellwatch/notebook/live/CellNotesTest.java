package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellNotesTest {

    private final Path log;
    private final Monitor monitor;

    CellNotesTest(@TempDir Path state) {
        log = state.resolve("logs/cellwatch.jsonl");
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString())));
    }

    private static CellNotes.Failure engine(String told) {
        return CellNotes.Failure.of("ai.djl.engine.EngineException", told);
    }

    @Test
    void a_cell_for_which_a_gpu_has_no_memory_is_an_error_and_what_it_said_is_not_written() throws IOException {
        CellNotes notes = new CellNotes(() -> monitor, () -> true, InstantSource.system());
        notes.begin(1, "").end(Optional.of(engine("CUDA out of memory. Tried to allocate 20.00 MiB for hunter2")));
        notes.begin(2, "").end(Optional.of(engine("mat1 and mat2 shapes cannot be multiplied")));
        notes.begin(3, "").end(Optional.empty());
        monitor.close();
        List<String> ends = Files.readAllLines(log).stream()
                .filter(line -> line.contains("duration"))
                .toList();
        assertEquals(3, ends.size());
        assertTrue(ends.get(0).contains("\"level\":\"ERROR\""), ends.get(0));
        assertTrue(ends.get(1).contains("\"level\":\"WARN\""), ends.get(1));
        assertTrue(ends.get(2).contains("\"level\":\"INFO\""), ends.get(2));
        assertFalse(ends.get(0).contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.OutOfMemoryError Java heap space",
                "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 79.15 GiB total capacity)",
                "CUDA_ERROR_OUT_OF_MEMORY",
                "cudaMalloc failed: out of memory",
                "Out of [DEVICE] memory, host memory will be used",
                "OOM when allocating tensor with shape[64,3,224,224]",
                "BFCArena: Failed to allocate memory for requested buffer of size 4096",
            })
    void frameworks_say_it_in_words_of_their_own(String told) {
        assertTrue(engine(told).outOfMemory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"the room is full", "no memory of it", "java.lang.IllegalStateException memory leak"})
    void other_words_are_not_it(String told) {
        assertFalse(engine(told).outOfMemory());
    }
}
