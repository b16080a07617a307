package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Stretch;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.overview.Finishes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertWatchTest {

    private final Monitor monitor;
    private final List<Runnable> later = new ArrayList<>();
    private final AlertWatch watch;
    private final List<String> shown = new ArrayList<>();

    AlertWatchTest(@TempDir Path state) {
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString())));
        watch = new AlertWatch(() -> monitor, (delay, task) -> later.add(task));
    }

    @AfterEach
    void close() {
        watch.close();
        monitor.close();
    }

    private static Bundle words(AlertWatch.Seen seen) {
        String alerts =
                seen.alerts().stream().map(alert -> alert.rule().id()).toList().toString();
        return Bundle.text(alerts + String.join("", seen.finished()));
    }

    private void begin() {
        begin(watched -> List.of());
    }

    private void begin(Function<Monitor, List<String>> finished) {
        watch.begin(
                bundle -> {
                    shown.add(String.valueOf(bundle.data().get(Bundle.TEXT)));
                    return next -> shown.add("then " + next.data().get(Bundle.TEXT));
                },
                finished,
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
    void what_is_over_is_shown_once_where_that_is_asked_for() {
        long now = monitor.clock().millis();
        begin(new Finishes(now, Duration.ofSeconds(30))::of);
        TrainingRun run = monitor.runs().start("mnist");
        run.log(1, "loss", 0.25);
        monitor.ran().add(new Stretch(1, "Cell [7]", now, now + 29_000));
        monitor.ran().add(new Stretch(1, "Cell [8]", now - 90_000, now - 10));
        monitor.runs().fetch();
        look();
        assertEquals(List.of("[]"), shown, "a short cell, and one that was over before");
        run.close();
        monitor.runs().fetch();
        look();
        monitor.ran().add(new Stretch(1, "Cell [9]", now, now + 150_000));
        look();
        look();
        assertEquals(3, shown.size(), shown.toString());
        assertTrue(
                shown.get(1).matches("then \\[]Over at [0-9:]{8}: Training run mnist, after .*, loss 0.25\\."),
                shown.get(1));
        assertTrue(shown.get(2).endsWith(": Cell [9], after 2 min 30 s."), shown.get(2));
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
