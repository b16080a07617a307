package dev.cellwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.log.MeasureEvents;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellMeasurementTest {

    private final Path log;
    private final Monitor monitor;

    CellMeasurementTest(@TempDir Path state) {
        log = state.resolve("logs/cellwatch.jsonl");
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo", "CELLWATCH_STATE_DIR", state.toString())));
    }

    private List<String> written() throws IOException {
        monitor.close();
        return Files.readAllLines(log);
    }

    private static List<String> of(String key, List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll(".*\"" + key + "\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void the_log_has_its_begin_and_its_end_once() throws Exception {
        CellMeasurement part = new CellMeasurement(monitor, "part");
        part.end();
        part.end();
        part.close();
        monitor.log().info("loader", "later");
        List<String> lines = written();
        assertEquals(List.of("Measured part begins", "Measured part ended", "later"), of("message", lines));
        assertEquals("measure", of("component", lines).get(0));
        assertTrue(lines.get(1).contains("\"metadata\":{\"name\":\"part\"}"), lines.get(1));
        assertTrue(lines.get(1).matches(".*\"duration\":\"\\d+\\.\\d{3}s\"}"), lines.get(1));
    }

    @Test
    void within_a_cell_it_is_a_part_of_that_and_else_nothing_belongs_to_it() throws Exception {
        MeasureEvents cell = MeasureEvents.ofCell(monitor.log(), Optional.of("epoch 1"));
        CellMeasurement part = new CellMeasurement(monitor, "part");
        monitor.log().info("loader", "in both");
        part.end();
        cell.end(true);
        CellMeasurement other = new CellMeasurement(monitor, "other");
        monitor.log().info("loader", "by the way");
        other.end();
        List<String> lines = written();
        List<String> traces = of("trace_id", lines);
        assertEquals(8, lines.size());
        assertEquals(1, traces.subList(0, 5).stream().distinct().count(), traces.toString());
        assertEquals(of("span_id", lines).get(0), of("span_id", lines).get(2));
        assertEquals(traces.get(5), traces.get(7));
        assertEquals(3, traces.stream().distinct().count(), traces.toString());
    }
}
