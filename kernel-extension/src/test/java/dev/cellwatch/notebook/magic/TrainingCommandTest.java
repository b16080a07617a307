package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingCommandTest {

    private final Monitor monitor =
            Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_LOG", "off", "HOME", "/nowhere")));
    private final Magics magics = new Magics(() -> monitor, InstantSource.system());
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        magics.close();
        monitor.close();
    }

    @Test
    void a_mistake_is_answered_with_one_sentence() {
        assertEquals(
                "There is no run \"mnist\"; none has started yet: Cellwatch.training(\"mnist\") starts one.",
                mistake("mnist"));
        assertEquals("There is no run \"lst\"; did you mean \"list\"?", mistake("lst"));
        assertEquals("An interval is from 0.25 s to 1 h, not \"0\".", mistake("--interval", "0"));
        monitor.runs().start("mnist");
        assertEquals("There is no run \"minst\"; did you mean \"mnist\"?", mistake("minst"));
        assertEquals("There is no run \"7\"; there is mnist.", mistake("7"));
        assertEquals(List.of(), shown);
    }

    @Test
    void before_the_first_run_it_waits_and_says_so() {
        run();
        assertTrue(shown.get(0).contains("waits for a run: Cellwatch.training(\"name\") starts one"), shown.get(0));
    }

    @Test
    void the_run_that_goes_on_is_preferred_to_a_later_one_that_is_over() {
        monitor.runs().start("first");
        monitor.runs().start("second").close();
        run();
        assertTrue(shown.get(0).contains("first"), shown.get(0));
    }

    @Test
    void one_that_is_over_is_shown_by_name_or_number() {
        TrainingRun run = monitor.runs().start("mnist");
        run.log(1, "loss", 0.5);
        run.close();
        run("mnist");
        run("1");
        run();
        for (String text : shown) {
            assertTrue(text.contains("mnist") && text.contains("loss 0.5") && text.contains("over after"), text);
        }
        assertEquals(3, shown.size());
    }

    @Test
    void every_run_is_listed_with_what_went_wrong() {
        run("list");
        assertTrue(shown.get(0).startsWith("There has been no training run yet"), shown.get(0));
        TrainingRun first = monitor.runs().start("first");
        first.log(3, "loss", 0.25);
        first.log(4, "loss", Double.NaN);
        first.close();
        monitor.runs().start("second").epoch(2, 10);
        run("list");
        assertTrue(shown.get(1).matches("(?s).*1 +first +over .*0\\.25.*2 +second +epoch 2 of 10.*"), shown.get(1));
        assertTrue(shown.get(1).contains("first: loss is NaN at step 4."), shown.get(1));
    }

    private String mistake(String... args) {
        return String.valueOf(
                assertThrows(MagicException.class, () -> run(args)).getMessage());
    }

    private void run(String... args) {
        ShownBy.run(magics, monitor, shown, "training", args);
    }
}
