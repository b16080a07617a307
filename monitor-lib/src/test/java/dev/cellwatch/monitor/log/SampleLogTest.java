package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.snapshot.Snapshots;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLogTest {

    private static final Map<String, String> KEYS = new TreeMap<>(Map.of(
            "gpu", "gpu_id load memory_total memory_used memory_util name temperature",
            "cpu", "cpu_count cpu_freq cpu_percent load_avg",
            "memory", "available percent swap_percent swap_total swap_used total used",
            "disk", "free percent read_mb total used write_mb",
            "network", "bytes_recv bytes_sent packets_recv packets_sent"));

    @TempDir
    Path folder;

    private static Snapshot snapshot() {
        Optional<String> none = Optional.empty();
        Gpu gpu = new Gpu(0, "GPU-aa", "NVIDIA A100", none, none, none, GpuMemory.OWN, List.of(), none);
        GpuInventory inventory = new GpuInventory(none, none, none, List.of(gpu), List.of(), false);
        return new Snapshots(new History(), () -> inventory, new AdjustableClock(0)).now();
    }

    @Test
    void every_line_has_exactly_the_promised_keys() throws IOException {
        Path file = folder.resolve("f.jsonl");
        try (SampleLog log = SampleLog.open(file, SampleLog.USUAL_BYTES)) {
            log.append(snapshot());
            log.append(snapshot());
            assertEquals(2, log.written());
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        JsonNode tree = new ObjectMapper().readTree(lines.get(1));
        assertEquals("cpu disk gpu memory network timestamp uptime", keys(tree));
        KEYS.forEach((branch, keys) ->
                assertEquals(keys, keys(branch.equals("gpu") ? tree.at("/gpu/0") : tree.get(branch)), branch));
    }

    private static String keys(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return String.join(" ", names);
    }

    @Test
    void what_could_not_be_written_is_counted_and_told_and_then_it_goes_on() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        try (SampleLog log = SampleLog.open(inner.resolve("f.jsonl"), SampleLog.USUAL_BYTES)) {
            Files.delete(inner.resolve("f.jsonl"));
            Files.delete(inner);
            log.append(snapshot());
            log.append(snapshot());
            assertEquals(Optional.of("no such file or folder"), log.trouble());
            assertEquals(2, log.missed());
            Files.createDirectory(inner);
            log.append(snapshot());
            assertEquals(Optional.empty(), log.trouble());
            assertEquals(2, log.missed());
            assertEquals(1, log.written());
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_told_at_once() throws IOException {
        assertEquals("no such file or folder", refused(folder.resolve("nowhere").resolve("f.jsonl")));
        assertEquals("Is a directory", refused(folder));
        try (SampleLog first = SampleLog.open(folder.resolve("f.jsonl"), SampleLog.USUAL_BYTES)) {
            assertEquals("another log is written to it", refused(first.file()));
        }
    }

    private static String refused(Path file) {
        return FileTrouble.words(assertThrows(IOException.class, () -> SampleLog.open(file, SampleLog.USUAL_BYTES)));
    }

    @Test
    void after_its_end_nothing_is_written() throws IOException {
        Path file = folder.resolve("f.jsonl");
        SampleLog log = SampleLog.open(file, SampleLog.USUAL_BYTES);
        log.close();
        log.append(snapshot());
        assertEquals("", Files.readString(file));
    }
}
