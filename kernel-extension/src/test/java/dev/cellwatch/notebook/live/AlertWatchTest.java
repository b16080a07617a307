package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertWatchTest {

    private final Path state;
    private final Monitor monitor;
    private final List<Runnable> later = new ArrayList<>();
    private final AlertWatch watch;
    private final List<String> shown = new ArrayList<>();

    AlertWatchTest(@TempDir Path state) {
        this.state = state;
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString())));
        watch = new AlertWatch(() -> monitor, (delay, task) -> later.add(task));
    }

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
    void each_change_is_shown_and_logged_once_and_no_reading() throws IOException {
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
        monitor.close();
        List<String> logged = Files.readAllLines(state.resolve("logs/cellwatch.jsonl")).stream()
                .filter(line -> line.contains("\"component\":\"alert\""))
                .toList();
        assertEquals(2, logged.size(), logged.toString());
        assertTrue(
                logged.get(0).contains("\"level\":\"ERROR\"") && logged.get(1).contains("is over"), logged.toString());
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
