package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

    @TempDir
    Path folder;

    private final Monitor monitor = Monitor.open(Settings.from(
            Map.of("CELLWATCH_GPU", "off", "CELLWATCH_LOG", "off", "CELLWATCH_STATE_DIR", "target/state")));
    private final Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system());
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        magics.close();
        monitor.close();
    }

    private void put(int secondsAgo, Subject subject, Metric metric, double value) {
        monitor.history()
                .accept(Sample.at(System.currentTimeMillis() - secondsAgo * 1000L, subject)
                        .put(metric, value)
                        .build());
    }

    private static Subject gpu(String index) {
        return new Subject(Subject.Kind.GPU, "GPU-" + index, Map.of("gpu", index, "uuid", "GPU-" + index));
    }

    private void somethingWasMeasured() {
        put(30, gpu("0"), GpuMetric.UTILIZATION, 0.25);
        put(10, gpu("0"), GpuMetric.UTILIZATION, 0.75);
        put(10, gpu("1"), GpuMetric.POWER_USAGE, 250);
        put(100, Subject.HOST, HostMetric.MEMORY_USED, 1 << 30);
    }

    @Test
    void a_mistake_is_answered_with_one_sentence() {
        somethingWasMeasured();
        String range = "%history takes how far back, such as 90, 5m or 2h and up to 24h, not ";
        assertEquals(range + "\"0\".", mistake("0"));
        assertEquals(range + "\"2d\".", mistake("2d"));
        assertEquals(range + "\"abc\".", mistake("abc"));
        assertEquals("There is no format \"cvs\": did you mean \"csv\"?", mistake("--format", "cvs"));
        assertEquals("There is no format \"x\": there are table, csv, jsonl.", mistake("--format", "x", "--file", "f"));
        assertEquals("There is no part \"hots\" to show: did you mean \"host\"?", mistake("--show", "hots"));
        assertEquals("There is no GPU 7 in the history; there are 0, 1.", mistake("--gpu", "7"));
        assertEquals(
                "Is f.txt to be CSV or JSON lines? Say --format csv or --format jsonl, or end its name so.",
                mistake("--file", "f.txt"));
        assertEquals(
                "A table is for the cell; a file takes --format csv or --format jsonl.",
                mistake("--file", "f.csv", "--format", "table"));
        assertEquals(List.of(), shown);
    }

    @Test
    void where_nothing_was_measured_it_says_how_to_start() {
        run();
        assertEquals(
                "Nothing was measured in the last 5 min. \"%live_monitor 1 0\" measures from now on,"
                        + " as does a training run or \"%monitor_log metrics.jsonl\".",
                last());
        Path file = folder.resolve("f.csv");
        run("--file", file.toString());
        assertTrue(last().startsWith("Nothing was measured in the last 5 min, and no file was written."), last());
        assertFalse(Files.exists(file));
    }

    @Test
    void each_quantity_is_a_line_with_its_extremes_and_its_mean() {
        somethingWasMeasured();
        run();
        assertTrue(
                last().matches("(?s)GPU 0 +Now +Lowest +Mean +Highest\n"
                        + "gpu0_utilization_ratio +75 % +25 % +50 % +75 %\n.*"),
                last());
        assertTrue(last().matches("(?s).*\ngpu1_power_usage_watts +250 W +250 W .*"), last());
        assertTrue(last().matches("(?s).*\nhost_memory_used_bytes +– +1.0 GiB +1.0 GiB +1.0 GiB\n.*"), last());
        assertTrue(last().contains("3 rows in the last 5 min, one every 1 s, from "), last());
    }

    @Test
    void only_the_gpus_and_parts_that_are_asked_for() {
        somethingWasMeasured();
        run("--format", "csv", "--gpu", "1", "--show", "gpu");
        assertTrue(last().matches("time,gpu1_power_usage_watts\n[-0-9]+T[:0-9]+\\.000Z,250"), last());
    }

    @Test
    void a_training_run_is_among_it() {
        var run = monitor.runs().start("mnist");
        run.log(1, "loss", 0.125);
        run.close();
        run("--format", "jsonl");
        assertTrue(last().matches("(?s)\\{\"time\":\"[^\"]+Z\",\"mnist_loss\":0\\.125.*"), last());
        run();
        assertTrue(last().matches("(?s)Run mnist .*\nmnist_loss +0\\.125 .*"), last());
    }

    @Test
    void a_file_gets_all_rows_and_one_that_is_there_stays() throws IOException {
        somethingWasMeasured();
        Path file = folder.resolve("f.csv");
        run("--file", file.toString());
        assertEquals("3 rows of 4 columns, one row every 1 s, were written to " + file + ".", last());
        assertEquals(4, Files.readAllLines(file).size());
        Files.writeString(file, "mine");
        assertEquals(file + " is there already; --overwrite replaces it.", mistake("--file", file.toString()));
        assertEquals("mine", Files.readString(file));
        run("--file", file.toString(), "--overwrite", "--format", "jsonl");
        assertTrue(Files.readString(file).startsWith("{\"time\":"));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing else is left");
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_one_sentence() {
        somethingWasMeasured();
        Path file = folder.resolve("nowhere").resolve("f.csv");
        assertEquals("Cannot write " + file + ": no such file or folder.", mistake("--file", file.toString()));
        assertEquals(folder + " is a folder.", mistake("--file", folder.toString(), "--format", "csv", "--overwrite"));
    }

    private String last() {
        return shown.get(shown.size() - 1);
    }

    private String mistake(String... args) {
        return String.valueOf(
                assertThrows(MagicException.class, () -> run(args)).getMessage());
    }

    private void run(String... args) {
        ShownBy.run(magics, monitor, shown, "history", args);
    }
}
