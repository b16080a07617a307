package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertEventsTest {

    private final AdjustableClock clock = new AdjustableClock(1_000_000);
    private final KeptLines lines = new KeptLines();
    private final EventLog log =
            new EventLog(new EventWriter(lines, EventFormat.JSON), line -> {}, Tracing.off(), clock);
    private List<Alert> alerts = List.of();
    private final AlertEvents events = new AlertEvents(() -> alerts, log, Duration.ofSeconds(1), true);

    @BeforeEach
    void measure() {
        events.accept(Sample.at(clock.millis(), Subject.JVM).build());
    }

    /** Readings of 15 seconds in which that is the matter. */
    private void see(List<Alert> now) {
        alerts = now;
        for (int second = 0; second < 15; second++) {
            clock.add(1_000);
            measure();
        }
    }

    private static Alert alert(AlertRule rule, String subject, boolean firing, String sentence) {
        return new Alert(rule, subject, firing, sentence);
    }

    @Test
    void each_is_written_once_as_it_begins_and_once_as_it_is_over() {
        AlertRule errors = AlertRule.GPU_ERRORS_DETECTED;
        see(List.of(alert(errors, "GPU 1", true, "GPU errors (XID) in the last 5 minutes: 1")));
        see(List.of(alert(errors, "GPU 1", true, "GPU errors (XID) in the last 5 minutes: 2")));
        see(List.of());
        see(List.of());
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
        assertEquals("30.000s", lines.records().get(1).get("duration").asText());
    }

    @Test
    void what_fires_when_nothing_is_measured_any_more_ended_then_and_is_not_over() {
        see(List.of(alert(AlertRule.GPU_ERRORS_DETECTED, "GPU 1", true, "1")));
        see(alerts);
        clock.add(12_000);
        alerts = List.of();
        measure();
        see(List.of(alert(AlertRule.GPU_ERRORS_DETECTED, "GPU 1", true, "1")));
        events.close();
        see(alerts);
        events.close();
        log.close();
        String begins = "GPUErrorsDetected on GPU 1: 1";
        String ends = "GPUErrorsDetected on GPU 1 is no longer watched";
        assertEquals(List.of(begins, ends, begins, ends), lines.of(one -> one.get("message")
                .asText()));
        assertEquals("15.000s", lines.records().get(1).get("duration").asText());
        assertEquals("0.000s", lines.records().get(3).get("duration").asText());
    }

    @Test
    void what_is_the_matter_is_asked_for_every_15_seconds_and_with_no_other_sample() {
        AtomicInteger asked = new AtomicInteger();
        AlertEvents counted = new AlertEvents(
                () -> {
                    asked.incrementAndGet();
                    return List.of();
                },
                log,
                Duration.ofSeconds(1),
                false);
        for (long time = 0; time < 60_000; time += 250) {
            counted.accept(Sample.at(1_200_000 + time, Subject.JVM).build());
            counted.accept(Sample.at(1_200_000 + time, Subject.HOST).build());
        }
        assertEquals(3, asked.get());
    }

    @Test
    void how_bad_it_is_is_its_level_and_what_only_begins_to_hold_is_not_written() {
        see(List.of(
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
