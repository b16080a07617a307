package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.GpuChoice;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotesTest {

    private final Monitor monitor =
            Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_LOG", "off", "HOME", "/nowhere")));

    @BeforeEach
    void oneGpuIsThere() {
        Subject gpu = new Subject(Subject.Kind.GPU, "GPU-aaa1", Map.of("gpu", "0", "uuid", "GPU-aaa1"));
        monitor.history()
                .accept(Sample.at(monitor.clock().millis(), gpu)
                        .put(GpuMetric.UTILIZATION, 0.5)
                        .build());
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void a_reader_is_told_why_all_gpus_are_shown() {
        assertEquals(
                List.of("all GPUs: CUDA may number them otherwise than here (CUDA_DEVICE_ORDER is not PCI_BUS_ID)"),
                notes(false, "7"));
    }

    @Test
    void a_reader_is_told_that_no_gpu_asked_for_is_here() {
        assertEquals(List.of("none of the GPUs asked for (--gpu, CUDA_VISIBLE_DEVICES) is here"), notes(true, "7"));
    }

    @Test
    void a_number_that_is_sure_needs_no_note() {
        assertEquals(List.of(), notes(true, "0"));
    }

    private List<String> notes(boolean numbersHold, String entry) {
        GpuChoice choice = GpuChoice.visible(List.of(entry), List::of, () -> numbersHold);
        return Notes.of(
                monitor, LiveRequest.machine(Duration.ofSeconds(1), Duration.ZERO, EnumSet.allOf(Show.class), choice));
    }
}
