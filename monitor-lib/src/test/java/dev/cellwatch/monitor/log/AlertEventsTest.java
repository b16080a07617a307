package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.trace.Tracing;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertEventsTest {

    private final AdjustableClock clock = new AdjustableClock(0);
    private final KeptLines lines = new KeptLines();
    private final EventLog log =
            new EventLog(new EventWriter(lines, EventFormat.JSON), line -> {}, Tracing.off(), clock);
    private final AlertEvents events = new AlertEvents(log, true);

    private static Alert alert(AlertRule rule, String subject, boolean firing, String sentence) {
        return new Alert(rule, subject, firing, sentence);
    }

    @Test
    void each_is_written_once_as_it_begins_and_once_as_it_is_over() {
        AlertRule errors = AlertRule.GPU_ERRORS_DETECTED;
        events.see(List.of(alert(errors, "GPU 1", true, "GPU errors (XID) in the last 5 minutes: 1")));
        events.see(List.of(alert(errors, "GPU 1", true, "GPU errors (XID) in the last 5 minutes: 2")));
        clock.add(300_000);
        events.see(List.of());
        events.see(List.of());
        log.close();
        assertEquals(
                List.of(
                        "ERROR GPUErrorsDetected on GPU 1: GPU errors (XID) in the last 5 minutes: 1",
                        "INFO GPUErrorsDetected on GPU 1 is over"),
                lines.of(one ->
                        one.get("level").asText() + " " + one.get("message").asText()));
        String metadata = "{\"alert\":\"GPUErrorsDetected\",\"severity\":\"critical\",\"priority\":\"P1\","
                + "\"subject\":\"GPU 1\",\"gpu_id\":1,\"demo\":true}";
        assertEquals(List.of(metadata, metadata), lines.of(one -> one.get("metadata")));
        assertEquals("300.000s", lines.records().get(1).get("duration").asText());
    }

    @Test
    void what_fires_when_nobody_looks_any_more_has_an_end_and_is_not_over() {
        events.see(List.of(alert(AlertRule.GPU_ERRORS_DETECTED, "GPU 1", true, "1")));
        clock.add(5_000);
        events.close();
        events.close();
        log.close();
        assertEquals(
                List.of("GPUErrorsDetected on GPU 1: 1", "GPUErrorsDetected on GPU 1 is no longer watched"),
                lines.of(one -> one.get("message").asText()));
        assertEquals("5.000s", lines.records().get(1).get("duration").asText());
    }

    @Test
    void how_bad_it_is_is_its_level_and_what_only_begins_to_hold_is_not_written() {
        events.see(List.of(
                alert(AlertRule.HIGH_MEMORY_USAGE, "", true, "much"),
                alert(AlertRule.TRAINING_LOSS_INCREASING, "mnist", true, "up"),
                alert(AlertRule.MEMORY_FULL_SOON, "memory of GPU 0", true, "full in 5 min"),
                alert(AlertRule.GPU_HIGH_TEMPERATURE, "GPU 0", false, "hot")));
        log.close();
        assertEquals(
                List.of(
                        "WARN HighMemoryUsage: much null",
                        "INFO TrainingLossIncreasing on mnist: up null",
                        "WARN MemoryFullSoon on memory of GPU 0: full in 5 min 0"),
                lines.of(one ->
                        one.get("level").asText() + " " + one.get("message").asText() + " "
                                + one.get("metadata").get("gpu_id")));
    }
}
