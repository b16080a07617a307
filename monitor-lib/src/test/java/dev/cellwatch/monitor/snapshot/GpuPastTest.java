package dev.cellwatch.monitor.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuPastTest {

    private static final long NOW = 1_700_000_004_000L;

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private final History history = new History();

    private static GpuInventory gpus() {
        Optional<String> none = Optional.empty();
        Gpu gpu = new Gpu(0, "GPU-aa", "NVIDIA A100", none, none, none, GpuMemory.OWN, List.of(), none);
        return new GpuInventory(none, none, none, List.of(gpu), List.of(), false);
    }

    @Test
    void the_last_five_minutes_are_sixty_points_and_what_was_not_measured_is_null() {
        Subject subject = new Subject(Subject.Kind.GPU, "GPU-aa", Map.of());
        for (long time = NOW - 13_000; time <= NOW; time += 1000) {
            history.accept(Sample.at(time, subject)
                    .put(GpuMetric.UTILIZATION, time > NOW - 5000 ? 0.75 : 0.25)
                    .build());
        }
        JsonNode tree = new ObjectMapper().valueToTree(new GpuPast(history, GpuPastTest::gpus, clock).tree());
        assertEquals("2023-11-14T22:08:25.000Z", tree.path("start").asText());
        assertEquals(5, tree.path("step_seconds").asInt());
        JsonNode gpu = tree.path("gpus").path(0);
        JsonNode use = gpu.path("metrics").path("nvidia_gpu_utilization_ratio");
        assertEquals(60, use.size());
        assertEquals(0.75, use.path(59).asDouble(), 1e-9);
        assertEquals(0.25, use.path(58).asDouble(), 1e-9);
        assertTrue(use.path(56).isNull());
        assertEquals(60, gpu.path("metrics").path("nvidia_gpu_fan_speed_ratio").size());
        assertTrue(
                gpu.path("metrics").path("nvidia_gpu_fan_speed_ratio").path(59).isNull());
    }
}
