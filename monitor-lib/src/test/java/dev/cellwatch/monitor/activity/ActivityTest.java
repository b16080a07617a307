package dev.cellwatch.monitor.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.Tracing;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityTest {

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, clock);
    private final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), clock);
    private final List<Alert> alerts = new ArrayList<>();

    @AfterEach
    void end() {
        runs.close();
        sampler.close();
    }

    private Map<?, ?> first(String list) {
        Settings settings = Settings.from(Map.of("CELLWATCH_STATE_DIR", folder.toString()));
        try (EventLog log = EventLog.of(settings, line -> {}, Tracing.off(), clock)) {
            log.warn("loader", "3 files are missing");
            Map<String, ?> tree = new Activity(runs, () -> alerts, log, clock).tree();
            return (Map<?, ?>) ((List<?>) Objects.requireNonNull(tree.get(list))).get(0);
        }
    }

    @Test
    void the_newest_run_is_the_first_and_what_it_did_not_log_is_null() {
        runs.start("old").close();
        TrainingRun run = runs.start("new");
        run.epoch(2, 5);
        run.log(7, "loss", 1e-9);
        clock.add(1500);
        Map<?, ?> told = first("runs");
        assertEquals("new", told.get("name"));
        assertEquals(2, told.get("epoch"));
        assertEquals(5, told.get("epochs"));
        assertEquals(1e-9, told.get("loss"), "tiny, and not rounded away");
        assertEquals(1.5, told.get("seconds"));
        assertEquals(false, told.get("over"));
        assertNull(told.get("validation_loss"));
    }

    @Test
    void a_loss_that_is_no_number_is_not_known() {
        runs.start("lost").log(1, "loss", Double.NaN);
        assertNull(first("runs").get("loss"));
    }

    @Test
    void an_alert_has_its_rule_and_its_sentence() {
        alerts.add(new Alert(AlertRule.GPU_HIGH_TEMPERATURE, "GPU 0", true, "GPU 0 is hot."));
        Map<?, ?> told = first("alerts");
        assertEquals(AlertRule.GPU_HIGH_TEMPERATURE.id(), told.get("name"));
        assertEquals("GPU 0", told.get("subject"));
        assertEquals(true, told.get("firing"));
        assertEquals("GPU 0 is hot.", told.get("sentence"));
    }

    @Test
    void the_last_lines_of_the_log_are_there() {
        assertEquals("3 files are missing", first("log").get("message"));
    }
}
