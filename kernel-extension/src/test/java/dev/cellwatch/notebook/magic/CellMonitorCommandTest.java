package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.notebook.display.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellMonitorCommandTest {

    private final List<String> shown = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();
    private final Path state;
    private final Monitor monitor;
    private final Magics magics;

    CellMonitorCommandTest(@TempDir Path state) {
        this.state = state;
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo", "CELLWATCH_STATE_DIR", state.toString())));
        magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system());
    }

    @AfterEach
    void close() {
        magics.close();
        monitor.close();
    }

    private void run(BooleanSupplier code, String... args) {
        MagicContext context = new MagicContext(
                bundle -> {
                    shown.add(String.valueOf(bundle.data().get(Bundle.TEXT)));
                    return next -> updated.add(String.valueOf(next.data().get(Bundle.TEXT)));
                },
                () -> monitor,
                InstantSource.system());
        MagicRunner.run(magics.overCell("monitor").over(code), context, List.of(args));
    }

    @Test
    void the_code_runs_under_a_plot_and_its_report_comes_last() {
        List<String> atStart = new ArrayList<>();
        run(() -> atStart.addAll(shown), "epoch", "1");
        assertEquals(1, atStart.size(), "the plot is there before the code runs");
        assertEquals(2, shown.size());
        assertTrue(updated.get(updated.size() - 1).contains("over after"), "and stands still after it");
        assertTrue(shown.get(1).startsWith("epoch 1: "), shown.get(1));
        assertTrue(shown.get(1).contains("not clear: too short to tell"), shown.get(1));
        assertTrue(shown.get(1).contains("DEMO"), shown.get(1));
    }

    @Test
    void the_report_alone_of_one_gpu_and_of_code_that_failed() {
        run(() -> false, "--no-plot", "--gpu", "1");
        assertEquals(1, shown.size());
        assertTrue(shown.get(0).startsWith("failed after "), shown.get(0));
        assertEquals(
                1, shown.get(0).lines().filter(line -> line.startsWith("1  ")).count(), shown.get(0));
        assertEquals(
                0, shown.get(0).lines().filter(line -> line.startsWith("0  ")).count(), shown.get(0));
    }

    @Test
    void the_log_has_its_start_and_end_and_what_happens_inside_in_one_trace() throws IOException {
        run(
                () -> {
                    monitor.runs().start("mnist").close();
                    return true;
                },
                "epoch",
                "1",
                "--no-plot");
        run(() -> false, "--no-plot");
        monitor.close();
        List<String> lines = Files.readAllLines(state.resolve("logs/cellwatch.jsonl"));
        List<String> told = lines.stream()
                .map(line -> line.replaceAll(".*\"level\":\"(\\w+)\".*\"message\":\"([^\"]*)\".*", "$1 $2"))
                .toList();
        assertEquals(
                List.of(
                        "INFO Measured epoch 1 begins",
                        "INFO Training run mnist begins",
                        "INFO Training run mnist ended",
                        "INFO Measured epoch 1 ended",
                        "INFO Measured code begins",
                        "WARN Measured code failed"),
                told);
        List<String> traces = lines.stream()
                .map(line -> line.replaceAll(".*\"trace_id\":\"(\\w+)\".*", "$1"))
                .toList();
        assertEquals(1, traces.subList(0, 4).stream().distinct().count(), traces.toString());
        assertEquals(2, traces.stream().distinct().count(), traces.toString());
        assertTrue(lines.get(3).matches(".*\"duration\":\"\\d+\\.\\d{3}s\"}"), lines.get(3));
    }

    @Test
    void a_wrong_option_is_one_sentence_and_the_code_does_not_run() {
        List<String> ran = new ArrayList<>();
        BooleanSupplier code = () -> ran.add("it ran");
        String mistake = assertThrows(MagicException.class, () -> run(code, "--intervall", "2"))
                .getMessage();
        assertEquals("%%monitor does not know \"--intervall\". Did you mean \"--interval\"?", mistake);
        assertThrows(MagicException.class, () -> run(code, "--interval", "never"));
        assertThrows(MagicException.class, () -> run(code, "--show", "nothing"));
        assertEquals(List.of(), ran);
    }

    @Test
    void an_interrupt_of_the_code_loses_no_report_and_is_passed_on() {
        run(() -> {
            Thread.currentThread().interrupt();
            return false;
        });
        assertTrue(Thread.interrupted());
        assertTrue(shown.get(1).startsWith("failed after "), shown.get(1));
    }

    @Test
    void with_one_percent_sign_it_says_where_it_belongs() {
        String mistake = assertThrows(
                        MagicException.class, () -> ShownBy.run(magics, monitor, shown, "monitor", "--no-plot"))
                .getMessage();
        assertTrue(mistake.startsWith("%%monitor, with two percent signs,"), mistake);
        ShownBy.run(magics, monitor, shown, "monitor", "--help");
        assertTrue(shown.get(0).contains("On a cell's first line"), shown.get(0));
    }
}
