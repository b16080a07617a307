package dev.cellwatch.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final long START = 1_700_000_000_000L;
    private static final Subject GPU = new Subject(Subject.Kind.GPU, "GPU-a", Map.of("gpu", "0", "uuid", "GPU-a"));
    private static final Subject ROOT = new Subject(Subject.Kind.FILESYSTEM, "/", Map.of("mountpoint", "/"));
    private static final double GIB = 1L << 30;

    private final History history = new History();
    private final Stretches ran = new Stretches();
    private int now;
    private int critical = 85;
    private Duration interval = Duration.ofSeconds(1);

    /** Readings every second for so long; the values depend on the second. */
    private AlertsTest play(Subject subject, int seconds, IntFunction<Map<? extends Metric, Double>> values) {
        return play(subject, seconds, 1, values);
    }

    /** The same with a reading every so many seconds. */
    private AlertsTest play(
            Subject subject, int seconds, int every, IntFunction<Map<? extends Metric, Double>> values) {
        for (int second = 0; second < seconds; second += every) {
            Sample.Builder sample = Sample.at(START + (now + second) * 1000L, subject);
            values.apply(second).forEach(sample::put);
            history.accept(sample.build());
        }
        return this;
    }

    private AlertsTest after(int seconds) {
        now += seconds;
        return this;
    }

    private List<Alert> alerts() {
        return Alerts.in(new Evidence(history, List.of(), ran.all(), critical, interval, START + now * 1000L));
    }

    private String told() {
        return String.join(
                "; ",
                alerts().stream()
                        .map(alert -> (alert.firing() ? "" : "pending ")
                                + alert.rule().id() + "(" + alert.subject() + ")")
                        .toList());
    }

    private static Map<GpuMetric, Double> memory(double used) {
        return Map.of(GpuMetric.MEMORY_USED, used * GIB, GpuMetric.MEMORY_TOTAL, 80 * GIB);
    }

    private static Map<GpuMetric, Double> heat(double celsius) {
        return Map.of(GpuMetric.TEMPERATURE, celsius);
    }

    @Test
    void a_full_gpu_is_told_after_five_minutes_and_pending_until_then() {
        play(GPU, 240, second -> memory(75)).after(240);
        assertEquals("pending GPUHighMemoryUsage(GPU 0)", told());
        play(GPU, 90, second -> memory(75)).after(90);
        assertEquals("GPUHighMemoryUsage(GPU 0)", told());
        assertEquals("memory usage above 90 %: 94 %", alerts().get(0).sentence());
    }

    @Test
    void one_reading_below_the_limit_begins_it_anew() {
        play(GPU, 400, second -> memory(second == 300 ? 60 : 75)).after(400);
        assertEquals("pending GPUHighMemoryUsage(GPU 0)", told());
    }

    @Test
    void ninety_per_cent_are_of_the_whole_memory_and_not_of_what_is_free() {
        play(GPU, 400, second -> memory(70)).after(400); // used / free would be 7
        assertEquals("", told());
    }

    @Test
    void a_hot_gpu_is_a_warning_and_a_hotter_one_critical_alone() {
        play(GPU, 150, second -> heat(82)).after(150);
        assertEquals("HighGPUTemperature(GPU 0)", told());
        play(GPU, 150, second -> heat(90)).after(150);
        assertEquals("GPUHighTemperature(GPU 0)", told());
        play(GPU, 20, second -> heat(70)).after(20);
        assertEquals("", told());
    }

    @Test
    void what_is_critical_heat_is_a_setting_and_said() {
        critical = 90;
        play(GPU, 150, second -> heat(90)).after(150);
        assertEquals("HighGPUTemperature(GPU 0)", told());
        critical = 89;
        assertEquals("GPUHighTemperature(GPU 0)", told());
        assertEquals("temperature above 89 °C: 90 °C", alerts().get(0).sentence());
        assertEquals("temperature above 89 °C: …", alerts().get(0).rule().summary(critical));
    }

    @Test
    void what_holds_is_found_however_seldom_somebody_wants_it_read_and_not_before() {
        critical = 95;
        for (int every : List.of(1, 5, 13, 20, 60)) {
            interval = Duration.ofSeconds(every);
            play(GPU, 100, every, second -> heat(90)).after(100);
            assertEquals("pending HighGPUTemperature(GPU 0)", told(), "every " + every);
            play(GPU, 30, every, second -> heat(90)).after(30);
            assertEquals("HighGPUTemperature(GPU 0)", told(), "every " + every);
            after(1000);
        }
    }

    @Test
    void a_reading_that_is_about_to_come_does_not_end_what_holds() {
        critical = 95;
        interval = Duration.ofSeconds(60);
        play(GPU, 180, 60, second -> heat(90)).after(180); // the fourth reading is due at this moment
        assertEquals("HighGPUTemperature(GPU 0)", told());
    }

    @Test
    void a_disk_is_told_after_five_minutes_of_readings_though_it_is_read_once_a_minute() {
        play(ROOT, 150, 60, second -> space(9)).after(150);
        assertEquals("pending LowDiskSpace(/)", told());
        play(ROOT, 130, 60, second -> space(9)).after(130);
        assertEquals("pending LowDiskSpace(/)", told());
        play(ROOT, 30, 60, second -> space(9)).after(30);
        assertEquals("LowDiskSpace(/)", told());
    }

    @Test
    void two_looks_far_from_each_other_are_not_all_the_time_between_them() {
        play(ROOT, 1, second -> space(9)).after(140);
        play(ROOT, 1, second -> space(9)).after(170);
        assertEquals("", told(), "nobody looks any more");
        play(ROOT, 1, second -> space(9));
        assertEquals("pending LowDiskSpace(/)", told());
    }

    private static Map<HostMetric, Double> space(double available) {
        return Map.of(HostMetric.FILESYSTEM_SIZE, 100.0, HostMetric.FILESYSTEM_AVAILABLE, available);
    }

    @Test
    void what_nobody_measures_any_more_is_not_told() {
        play(GPU, 150, second -> heat(90)).after(150);
        after(60);
        assertEquals("", told());
    }

    @Test
    void of_a_gpu_error_it_is_told_whose_it_is() {
        play(GPU, 10, second -> Map.of(GpuMetric.ERROR_COUNT, second < 5 ? 0.0 : 2.0))
                .after(10);
        for (String code : List.of("31", "79")) {
            Map<String, String> labels = Map.of("gpu", "0", "uuid", "GPU-a", "xid", code);
            play(
                    new Subject(Subject.Kind.GPU_XID, "GPU-a/" + code, labels),
                    1,
                    second -> Map.of(GpuMetric.XID_ERRORS, 1.0));
        }
        assertEquals(
                "GPU errors (XID) in the last 5 minutes: 2; so far 31 (program's), 79 (fatal)",
                alerts().get(0).sentence());
    }

    @Test
    void a_gpu_error_is_told_at_once_and_for_five_minutes() {
        play(GPU, 100, second -> Map.of(GpuMetric.ERROR_COUNT, 3.0)).after(100);
        assertEquals("", told(), "those of long ago");
        play(GPU, 10, second -> Map.of(GpuMetric.ERROR_COUNT, 5.0)).after(10);
        assertEquals("GPUErrorsDetected(GPU 0)", told());
        assertTrue(alerts().get(0).sentence().endsWith(": 2"), alerts().get(0).sentence());
        assertEquals("P1", alerts().get(0).rule().priority());
        play(GPU, 320, second -> Map.of(GpuMetric.ERROR_COUNT, 5.0)).after(320);
        assertEquals("", told());
    }

    @Test
    void the_machines_memory_and_disk_have_their_limits() {
        Subject other = new Subject(Subject.Kind.FILESYSTEM, "/boot", Map.of("mountpoint", "/boot"));
        for (Subject disk : List.of(ROOT, other)) {
            play(disk, 400, 60, second -> space(9));
        }
        play(Subject.HOST, 400, second -> Map.of(HostMetric.MEMORY_USED_RATIO, 0.95))
                .after(400);
        assertEquals("LowDiskSpace(/); HighMemoryUsage()", told());
    }

    @Test
    void a_disk_with_nothing_left_is_as_low_as_one_that_is_nearly_full() {
        play(ROOT, 400, 120, second -> space(0)).after(400);
        assertEquals("LowDiskSpace(/)", told());
    }

    @Test
    void memory_that_fills_is_told_with_its_time() {
        // 20 GiB and 0.1 more each second: after 5 minutes 50, and full 5 minutes later
        play(GPU, 300, second -> memory(20 + 0.1 * second)).after(300);
        assertEquals("MemoryFullSoon(memory of GPU 0)", told());
        assertEquals(
                "full in about 5 min if it goes on like that", alerts().get(0).sentence());
    }

    @Test
    void a_heap_that_is_collected_is_not_told_and_one_that_keeps_more_each_time_is() {
        play(Subject.JVM, 300, second -> heap(second, 0)).after(300);
        assertEquals("", told());
        play(Subject.JVM, 300, second -> heap(second, 0.01)).after(300);
        assertEquals("MemoryFullSoon(heap)", told());
    }

    /** A heap of 8 GiB that is collected every 10 seconds, and keeps more and more. */
    private static Map<JvmMetric, Double> heap(int second, double kept) {
        return Map.of(
                JvmMetric.HEAP_USED, (2 + kept * second + 0.3 * (second % 10)) * GIB,
                JvmMetric.HEAP_MAX, 8 * GIB,
                JvmMetric.GC_COLLECTIONS, 100.0 + Math.floorDiv(second, 10));
    }

    @Test
    void direct_buffers_that_fill_are_told() {
        play(
                        Subject.JVM,
                        300,
                        second -> Map.of(
                                JvmMetric.DIRECT_USED, (1 + 0.01 * second) * GIB,
                                JvmMetric.DIRECT_MAX, 6 * GIB))
                .after(300);
        assertEquals("MemoryFullSoon(direct buffers)", told());
    }

    @Test
    void the_memory_of_the_machine_that_fills_is_told_and_whose_it_is_in_a_container() {
        play(Subject.HOST, 300, second -> machine(second, 64)).after(300);
        assertEquals("MemoryFullSoon(memory of this machine)", told());
        play(Subject.HOST, 300, second -> machine(second, 16)).after(300);
        assertEquals("MemoryFullSoon(memory of this control group)", told());
        assertEquals(
                "full in about 10 min if it goes on like that", alerts().get(0).sentence());
        play(Subject.HOST, 300, second -> machine(0, 16)).after(300);
        assertEquals("", told());
    }

    /** 16 GiB that this process may use, of which it takes 1 GiB a minute from 1 GiB on; its group may have so many. */
    private static Map<HostMetric, Double> machine(int second, double group) {
        return Map.of(
                HostMetric.MEMORY_USED, (1 + second / 60.0) * GIB,
                HostMetric.MEMORY_TOTAL, 16 * GIB,
                HostMetric.CGROUP_MEMORY_LIMIT, group * GIB);
    }

    /** The code with that number runs for 10 s, and then nothing for 20 s, while memory is as told of each second. */
    private AlertsTest runs(int code, IntFunction<Double> used) {
        play(GPU, 30, second -> memory(used.apply(second))).after(30);
        ran.add(new Stretch(code, "cell " + code, START + (now - 30) * 1000L, START + (now - 20) * 1000L));
        return this;
    }

    /** The same, {@code times} times, each of which leaves so much behind of what it takes. */
    private AlertsTest runsAgain(int code, int times, double left) {
        for (int run = 0; run < times; run++) {
            double before = 5 + run * left;
            runs(code, second -> second < 10 ? before + 2 : before + left);
        }
        return this;
    }

    @Test
    void code_that_leaves_more_memory_behind_each_time_is_told() {
        play(GPU, 30, second -> memory(5)).after(30);
        runsAgain(7, 4, 0.25);
        assertEquals("MemoryLeftBehind(cell 7)", told());
        assertEquals(
                "each of its last 3 runs left more memory behind, together 768.0 MiB of GPU 0",
                alerts().get(0).sentence());
        play(GPU, 30, second -> memory(5)).after(30);
        assertEquals("", told(), "it was freed after all");
    }

    @Test
    void what_a_run_frees_when_it_begins_is_not_taken_for_what_was_there_before() {
        for (int offset = 30; offset < 60; offset++) { // the history's buckets are cut from absolute time
            AlertsTest shifted = new AlertsTest();
            shifted.play(GPU, offset, second -> memory(5)).after(offset);
            for (int run = 0; run < 4; run++) {
                double before = 5 + run * 0.25;
                shifted.runs(7, second -> second < 10 ? before - 3 : before + 0.25);
            }
            assertEquals("MemoryLeftBehind(cell 7)", shifted.told(), "after " + offset + " s");
        }
    }

    @Test
    void arrays_of_an_engine_on_the_cpu_that_stay_are_told_too() {
        for (int run = 0; run < 5; run++) {
            double before = 1 + run * 0.125;
            play(
                            Subject.JVM,
                            30,
                            second -> Map.of(JvmMetric.NATIVE_USED, GIB * (second < 10 ? before + 2 : before + 0.125)))
                    .after(30);
            ran.add(new Stretch(7, "cell 7", START + (now - 30) * 1000L, START + (now - 20) * 1000L));
        }
        assertEquals("MemoryLeftBehind(cell 7)", told());
        assertEquals(
                "each of its last 3 runs left more memory behind, together 384.0 MiB of native memory",
                alerts().get(0).sentence());
    }

    @Test
    void what_the_first_run_loads_and_what_others_leave_is_not_told() {
        play(GPU, 30, second -> memory(5)).after(30);
        runs(7, second -> 10.0).runs(7, second -> 10.0).runs(7, second -> 10.0).runs(7, second -> 10.0);
        assertEquals("", told(), "the first run loads a model");
        for (int i = 0; i < 5; i++) {
            double before = 10 + i;
            runs(8, second -> before).runs(7, second -> before + 1);
        }
        assertEquals("MemoryLeftBehind(cell 7)", told(), "and cell 8, which runs in turn with it, is not blamed");
    }

    @Test
    void what_grows_whether_code_runs_or_not_is_not_its_fault() {
        for (int i = 0; i < 6; i++) {
            int begun = i * 30;
            runs(7, second -> 5 + 0.05 * (begun + second));
        }
        assertEquals("MemoryFullSoon(memory of GPU 0)", told());
    }

    @Test
    void code_that_nobody_measured_is_not_told() {
        for (int i = 0; i < 6; i++) {
            after(30);
            ran.add(new Stretch(7, "cell 7", START + (now - 30) * 1000L, START + (now - 20) * 1000L));
        }
        assertEquals("", told());
    }

    @Test
    void a_gpu_that_is_held_and_rests_for_half_an_hour_is_told() {
        play(
                        GPU,
                        1900,
                        second -> Map.of(
                                GpuMetric.UTILIZATION, second < 60 ? 1.0 : 0.0,
                                GpuMetric.MEMORY_USED, 20 * GIB,
                                GpuMetric.MEMORY_TOTAL, 80 * GIB))
                .after(1900);
        assertEquals("GPUAllocatedAndIdle(GPU 0)", told());
    }

    @Test
    void the_document_lists_every_rule() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "alerts.md"));
        for (AlertRule rule : AlertRule.values()) {
            String held = rule.hold().isZero() ? "at once" : rule.hold().toMinutes() + " min";
            String row = " | " + held + " | " + rule.severity().label() + " | " + rule.priority() + " |\n";
            assertTrue(
                    document.lines()
                            .anyMatch(
                                    line -> line.startsWith("| `" + rule.id() + "` |") && (line + "\n").endsWith(row)),
                    () -> rule.id() + row);
        }
    }

    @Test
    void every_rule_has_a_name_and_a_sentence_that_takes_its_number() {
        for (AlertRule rule : AlertRule.values()) {
            assertTrue(rule.id().matches("[A-Z][A-Za-z]+"), rule.id());
            assertTrue(rule.summary(85).contains("…"), rule.summary(85));
        }
    }
}
