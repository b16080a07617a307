package dev.cellwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMonitorTest {

    @TempDir
    Path folder;

    private final Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo")));

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void its_objects_have_the_names_that_are_known() {
        SystemMonitor system = new SystemMonitor(Optional.empty(), monitor);
        assertEquals(
                "[gpu_id, name, load, memory_used, memory_total, memory_util, temperature]",
                system.getGpuMetrics().get(1).keySet().toString());
        assertEquals(
                "[cpu_percent, cpu_count, cpu_freq, load_avg]",
                system.getCpuMetrics().keySet().toString());
        assertEquals(
                "[total, available, used, percent, swap_total, swap_used, swap_percent]",
                system.getMemoryMetrics().keySet().toString());
        assertEquals(
                "[total, used, free, percent, read_mb, write_mb]",
                system.getDiskMetrics().keySet().toString());
        assertEquals(
                "[bytes_sent, bytes_recv, packets_sent, packets_recv]",
                system.getNetworkMetrics().keySet().toString());
        assertEquals(
                "[timestamp, uptime, gpu, cpu, memory, disk, network]",
                system.getAllMetrics().keySet().toString());
        assertTrue(system.getMemoryMetrics().get("total") instanceof Double gibibytes && gibibytes > 0.1);
    }

    @Test
    void with_a_log_each_look_at_everything_is_a_line() throws IOException {
        Path file = folder.resolve("f.jsonl");
        Files.writeString(file, "{}\n");
        SystemMonitor system = new SystemMonitor(Optional.of(file), monitor);
        system.getAllMetrics();
        system.getCpuMetrics();
        String printed = printed(system::printSummary);
        assertTrue(printed.contains("GPU 1 ") && printed.contains("Network "), printed);
        List<String> lines = Files.readAllLines(file);
        assertEquals(3, lines.size());
        JsonNode last = new ObjectMapper().readTree(lines.get(2));
        assertEquals(2, last.get("gpu").size());
        assertTrue(printed.startsWith(last.get("timestamp").asText()), "what was printed is what was logged");
    }

    @Test
    void a_log_that_cannot_be_written_costs_no_numbers() {
        SystemMonitor system = new SystemMonitor(Optional.of(folder.resolve("nowhere/f.jsonl")), monitor);
        assertTrue(system.getAllMetrics().containsKey("cpu"));
    }

    private static String printed(Runnable code) {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
