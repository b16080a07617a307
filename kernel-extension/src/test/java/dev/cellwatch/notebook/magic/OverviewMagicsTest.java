package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewMagicsTest {

    private final List<String> shown = new ArrayList<>();
    private final Path state;
    private Monitor monitor;

    OverviewMagicsTest(@TempDir Path folder) {
        state = folder.resolve("state");
        monitor = Monitor.open(Settings.from(
                Map.of("CELLWATCH_GPU", "demo", "CELLWATCH_PCIE", "perhaps", "CELLWATCH_STATE_DIR", state.toString())));
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void the_log_is_said_to_be_where_it_is_and_what_is_the_matter_with_it() throws IOException {
        assertFalse(run("cellwatch").contains("is written to"), "nothing has happened");
        Files.writeString(state, "no folder");
        monitor.log().info("loader", "files read");
        monitor.close();
        String text = run("cellwatch");
        assertTrue(
                text.contains("The log cannot be written (" + state + " is no folder) and goes on as soon as it can;"
                        + " 1 record is missing."),
                text);
        Files.delete(state);
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString())));
        monitor.log().info("loader", "files read");
        monitor.close();
        text = run("cellwatch");
        assertTrue(
                text.contains("What happens in this kernel is written to " + state.resolve("logs/cellwatch.jsonl.")),
                text);
    }

    @Test
    void gpu_shows_all_gpus_at_the_first_call() {
        String text = run("gpu");
        assertTrue(text.startsWith("DEMO: these GPUs are made up · 2 GPUs"), text);
        assertEquals(
                2,
                text.lines()
                        .filter(line -> line.contains("Demo GPU 80GB") && line.contains(" GiB"))
                        .count(),
                text);
    }

    @Test
    void gpu_shows_those_that_were_named() {
        String text = run("gpu", "1");
        assertEquals(
                1, text.lines().filter(line -> line.contains("Demo GPU 80GB")).count(), text);
        assertEquals(
                text.lines().count(),
                run("gpu", "GPU-00000000-0000-0000-0000-000000000001").lines().count());
    }

    @Test
    void an_unknown_gpu_is_answered_with_those_that_are_there() {
        assertEquals("There is no GPU 7; there are 0 (Demo GPU 80GB), 1 (Demo GPU 80GB).", mistake("gpu", "0", "7"));
    }

    @Test
    void switched_off_gpus_are_one_sentence_at_once() {
        monitor.close();
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off")));
        String text = run("gpu", "3");
        assertTrue(text.contains("CELLWATCH_GPU"), text);
        assertTrue(text.endsWith("%system, %processes, %live_monitor."), text);
    }

    @Test
    void alerts_say_what_is_the_matter_and_what_would_be() {
        String none = run("alerts");
        assertTrue(none.contains("12 rules find nothing (%alerts rules lists them)."), none);
        assertTrue(none.contains("Nothing is measured at present"), none);
        String rules = run("alerts", "rules");
        assertEquals(13, rules.lines().filter(line -> !line.isBlank()).count(), rules);
        assertTrue(rules.contains("GPUHighMemoryUsage") && rules.contains("5 min"), rules);
        assertEquals("No alerts were watched.", run("alerts", "stop").strip());
        assertTrue(run("alerts", "watch").contains("rules find nothing"), "it measures now");
    }

    @Test
    void health_has_a_line_for_each_service_that_is_named() {
        String text = run("health", "mine=http://127.0.0.1:1/");
        assertTrue(text.contains("mine") && text.contains("Error - nobody listens there"), text);
        assertTrue(mistake("health", "grafanna").endsWith("Did you mean grafana?"), mistake("health", "grafanna"));
    }

    @Test
    void alerts_are_told_with_their_number() {
        monitor.runs().start("mnist").log(7, "loss", Double.POSITIVE_INFINITY);
        monitor.runs().fetch();
        String text = run("alerts");
        assertTrue(text.contains("TrainingDiverged"), text);
        assertTrue(text.contains("a value is no number any more: loss is Infinity at step 7"), text);
        assertTrue(text.contains("11 rules find nothing else"), text);
    }

    @Test
    void processes_takes_a_sensible_number_and_says_so() {
        assertEquals(3 + 1 + 2, run("processes", "3").lines().count());
        for (String wrong : List.of("0", "many", "1e9", "99999999999")) {
            assertEquals(
                    "%processes takes how many processes to show, from 1 to 1000, not \"" + wrong + "\".",
                    mistake("processes", wrong));
        }
    }

    @Test
    void system_tells_of_host_kernel_and_gpus() {
        String text = run("system");
        for (String part :
                List.of("Processor and memory", "Disks", "This kernel (pid", "DEMO: these GPUs are made up.")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void clear_gpu_tells_before_and_after() {
        String text = run("clear_gpu");
        assertTrue(text.contains("GPU 0, all processes"), text);
        assertTrue(text.contains("Memory of other processes cannot be freed from here"), text);
    }

    @Test
    void cellwatch_lists_every_magic_and_the_settings_that_could_not_be_used() {
        String text = run("cellwatch");
        for (Magic magic : magics()) {
            assertTrue(text.contains("%" + magic.name() + " "), magic.name() + " is missing in\n" + text);
        }
        assertTrue(text.contains("\n%%monitor "), "as it is typed");
        assertTrue(text.contains("CELLWATCH_PCIE should be on or off, not \"perhaps\"; off is used."), text);
        assertTrue(text.contains("gpu    has not been read yet"), text);
    }

    @Test
    void the_names_that_a_kernel_registers_are_those_of_the_magics() {
        List<String> registered =
                Stream.concat(Magics.LINES.stream(), Magics.OVER_CELLS.stream()).toList();
        assertEquals(magics().stream().map(Magic::name).toList(), registered);
    }

    private List<Magic> magics() {
        try (Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system())) {
            return magics.all();
        }
    }

    private String run(String name, String... args) {
        shown.clear();
        try (Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system())) {
            ShownBy.run(magics, monitor, shown, name, args);
        }
        return String.join("\n", shown);
    }

    private String mistake(String name, String... args) {
        return assertThrows(MagicException.class, () -> run(name, args)).getMessage();
    }
}
