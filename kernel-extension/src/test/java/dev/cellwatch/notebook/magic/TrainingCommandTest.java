package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCommandTest {

    private final Path state;
    private final List<Monitor> monitors = new ArrayList<>();
    private final Magics magics =
            new Magics(this::monitor, () -> MonitorEndpoint.of(monitor()), InstantSource.system());
    private final List<String> shown = new ArrayList<>();
    private Monitor monitor;

    TrainingCommandTest(@TempDir Path state) {
        this.state = state;
        monitor = kernel();
    }

    /** The monitor of a kernel on this machine. */
    private Monitor kernel() {
        Monitor next = Monitor.open(Settings.from(Map.of(
                "CELLWATCH_GPU",
                "off",
                "CELLWATCH_STATE_DIR",
                state.toString(),
                "JPY_SESSION_NAME",
                "/home/ada/digits.ipynb")));
        monitors.add(next);
        return next;
    }

    private Monitor monitor() {
        return monitor;
    }

    @AfterEach
    void close() {
        magics.close();
        monitors.forEach(Monitor::close);
    }

    /** The kernel ends, and the notebook goes on with the next. */
    private void restart() {
        monitor.close();
        monitor = kernel();
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
        assertTrue(
                shown.get(1).matches("(?s).*1 +first +[-\\d]+ [:\\d]+ +over .*0\\.25.*2 +second .* epoch 2 of 10.*"),
                shown.get(1));
        assertTrue(shown.get(1).contains("first: loss is NaN at step 4."), shown.get(1));
    }

    @Test
    void runs_of_earlier_kernels_are_listed_and_drawn_by_label_or_name() {
        train("first", 0.5);
        train("second", 0.25);
        restart();
        run("list");
        Matcher row = Pattern.compile("(r-\\w{6}) +first +[-\\d]+ [:\\d]+ +digits.ipynb +over ")
                .matcher(shown.get(0));
        assertTrue(row.find(), shown.get(0));
        run(row.group(1));
        assertTrue(shown.get(1).contains("first") && shown.get(1).contains("loss 0.5"), shown.get(1));
        assertTrue(shown.get(1).contains("over after"), shown.get(1));
        run("second");
        assertTrue(shown.get(2).contains("loss 0.25"), shown.get(2));
        train("second", 0.125);
        run("second");
        assertTrue(shown.get(3).contains("loss 0.125"), "the newest of that name is this kernel's: " + shown.get(3));
        run();
        assertTrue(shown.get(4).contains("loss 0.125"), shown.get(4));
    }

    @Test
    void without_a_name_no_earlier_kernels_run_is_meant() {
        train("first", 0.5);
        restart();
        run();
        assertTrue(shown.get(0).contains("waits for a run"), shown.get(0));
    }

    @Test
    void a_kept_run_can_be_forgotten_and_one_of_this_kernel_cannot() {
        train("first", 0.5);
        assertEquals(
                "Run 1 is this kernel's own; once the kernel has ended it is kept under a label of its own, and can be"
                        + " forgotten by that.",
                mistake("forget", "first"));
        restart();
        run("forget", "first");
        assertTrue(shown.get(0).matches("Run r-\\w{6} \\(first, .*\\) is forgotten\\."), shown.get(0));
        run("list");
        assertTrue(shown.get(1).startsWith("There has been no training run yet"), shown.get(1));
    }

    @Test
    void while_runs_cannot_be_kept_list_and_plot_say_so() throws IOException {
        Files.writeString(state.resolve("runs"), "in the way");
        train("first", 0.5);
        for (int i = 0; i < 500 && monitor.runs().keepingProblem().isEmpty(); i++) {
            LockSupport.parkNanos(20_000_000);
        }
        run("list");
        String sentence = "uns are not kept: " + state.resolve("runs")
                + " cannot be written (there is a file where a folder should be); this is tried again";
        assertTrue(shown.get(0).contains("R" + sentence + "."), shown.get(0));
        run("first");
        assertTrue(shown.get(1).contains("r" + sentence), shown.get(1));
    }

    @Test
    void runs_are_compared_with_a_table_above_also_with_one_of_an_earlier_kernel() {
        train("old", 0.5);
        restart();
        train("new", 0.25);
        TrainingRun open = monitor.runs().start("open");
        open.log(7, "loss", 0.125);
        run("compare", "old", "new");
        assertTrue(shown.get(0).matches("(?s)Run .*Loss.*old .*0\\.5.*new .*0\\.25.*"), shown.get(0));
        assertTrue(shown.get(1).matches("(?s)old .* loss 0.5, .*new .* loss 0.25, .*"), shown.get(1));
        assertTrue(shown.get(1).contains("time since each run's start"), shown.get(1));
        run("compare", "old", "new", "open", "--by", "step");
        assertTrue(shown.get(2).matches("(?s).*open .* 7 .*0\\.125.*"), shown.get(2));
        assertTrue(shown.get(3).contains("by step") && shown.get(3).contains("until the run ends"), shown.get(3));
    }

    @Test
    void a_comparison_that_cannot_be_is_answered_with_one_sentence() {
        train("one", 1);
        train("two", 2);
        assertEquals("A comparison is of two to four runs, not of 1.", mistake("compare", "one"));
        assertEquals("A comparison is of two to four runs, not of 5.", mistake("compare", "1", "2", "1", "2", "1"));
        assertEquals("\"1\" is run 1, which is named twice.", mistake("compare", "one", "1"));
        assertEquals("There is no run \"tow\"; did you mean \"two\"?", mistake("compare", "one", "tow"));
        assertEquals(
                "There is no axis \"setp\" to compare by: did you mean \"step\"?",
                mistake("compare", "one", "two", "--by", "setp"));
        assertEquals(List.of(), shown);
    }

    private void train(String name, double loss) {
        try (TrainingRun run = monitor.runs().start(name)) {
            run.log(1, "loss", loss);
        }
    }

    private String mistake(String... args) {
        return String.valueOf(
                assertThrows(MagicException.class, () -> run(args)).getMessage());
    }

    private void run(String... args) {
        ShownBy.run(magics, monitor(), shown, "training", args);
    }
}
