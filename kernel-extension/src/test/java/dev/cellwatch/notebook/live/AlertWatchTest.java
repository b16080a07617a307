package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertWatchTest {

    private final Monitor monitor =
            Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", "target/state")));
    private final List<Runnable> later = new ArrayList<>();
    private final AlertWatch watch = new AlertWatch(() -> monitor, (delay, task) -> later.add(task));
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        watch.close();
        monitor.close();
    }

    private static Bundle words(List<Alert> alerts) {
        return Bundle.text(
                alerts.stream().map(alert -> alert.rule().id()).toList().toString());
    }

    private void begin() {
        watch.begin(
                bundle -> {
                    shown.add(String.valueOf(bundle.data().get(Bundle.TEXT)));
                    return next -> shown.add("then " + next.data().get(Bundle.TEXT));
                },
                AlertWatchTest::words);
    }

    private void look() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void each_change_is_shown_once_and_no_reading() {
        begin();
        look();
        look();
        assertEquals(List.of("[]"), shown);
        TrainingRun run = monitor.runs().start("mnist");
        run.log(1, "loss", Double.NaN);
        monitor.runs().fetch();
        look();
        look();
        assertEquals(List.of("[]", "then [TrainingDiverged]"), shown);
        run.close();
        look();
        look();
        assertEquals(List.of("[]", "then [TrainingDiverged]", "then []"), shown);
    }

    @Test
    void what_was_watched_before_ends_and_so_does_all_when_it_is_closed() {
        begin();
        begin();
        assertTrue(watch.isOn());
        look();
        assertEquals(1, later.size(), "one of the two goes on");
        watch.close();
        assertFalse(watch.isOn());
        look();
        assertEquals(0, later.size());
    }
}
