package dev.cellwatch.monitor.measure;

import static dev.cellwatch.monitor.measure.Played.GPU;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plain cases, whose answer nobody doubts; {@link ConfusionTest} has the others. */
class DiagnosisTest {

    private static Played cell(double busy, double cores, double iowait) {
        return machine(cores, iowait).steady(GPU, Map.of(GpuMetric.UTILIZATION, busy, GpuMetric.PROCESS_COUNT, 1.0));
    }

    private static Played machine(double cores, double iowait) {
        return new Played(30)
                .steady(
                        Subject.HOST,
                        Map.of(
                                HostMetric.CPU_USAGE,
                                cores / 4,
                                HostMetric.CPU_IOWAIT,
                                iowait,
                                HostMetric.CPU_COUNT,
                                4.0))
                .steady(Subject.JVM, Map.of(JvmMetric.CPU_USAGE, cores, JvmMetric.GC_TIME, 0.0));
    }

    private static void assertVerdict(Bottleneck expected, Played cell) {
        Verdict verdict = cell.verdict();
        assertEquals(expected, verdict.bottleneck(), verdict::because);
    }

    @Test
    void a_gpu_that_is_always_busy_is_the_bottleneck() {
        Verdict verdict = cell(0.97, 0.2, 0).verdict();
        assertEquals(Bottleneck.GPU, verdict.bottleneck());
        assertTrue(verdict.because().contains("97 %"), verdict.because());
    }

    @Test
    void clocks_that_are_held_down_for_long_are_told_with_their_reason() {
        Played hot = machine(0.2, 0);
        for (double second = 0; second <= 30; second += 0.5) {
            double bits = second > 15 ? 0x40 : 0;
            hot.at(second, GPU, Map.of(GpuMetric.UTILIZATION, 1.0, GpuMetric.THROTTLE_REASONS, bits));
        }
        Verdict verdict = hot.verdict();
        assertEquals(Bottleneck.THROTTLED, verdict.bottleneck());
        assertTrue(verdict.because().contains("heat (hardware)"), verdict.because());
    }

    @Test
    void a_gpu_that_waits_for_a_busy_thread_waits_for_the_host() {
        Verdict verdict = cell(0.15, 1.0, 0).verdict();
        assertEquals(Bottleneck.HOST, verdict.bottleneck());
        assertEquals(0.85, verdict.shares().host(), 0.01);
        assertTrue(verdict.caveats().get(0).contains("CELLWATCH_PCIE"), "what was not measured is said");
    }

    @Test
    void a_gpu_that_waits_for_a_disk_waits_for_its_input() {
        assertVerdict(Bottleneck.INPUT, cell(0.1, 0.05, 0.25));
    }

    @Test
    void a_gpu_that_waits_for_the_collector_waits_for_garbage() {
        Played collects = new Played(30)
                .steady(GPU, Map.of(GpuMetric.UTILIZATION, 0.2))
                .steady(Subject.HOST, Map.of(HostMetric.CPU_USAGE, 0.8, HostMetric.CPU_COUNT, 4.0))
                .steady(Subject.JVM, Map.of(JvmMetric.CPU_USAGE, 3.2, JvmMetric.GC_TIME, 0.75));
        assertVerdict(Bottleneck.GARBAGE, collects);
    }

    @Test
    void a_gpu_that_waits_for_a_full_bus_waits_for_pcie() {
        Map<GpuMetric, Double> bus = Map.of(
                GpuMetric.UTILIZATION, 0.2,
                GpuMetric.PCIE_RECEIVED, 11e9,
                GpuMetric.PCIE_GENERATION, 3.0,
                GpuMetric.PCIE_WIDTH, 16.0);
        assertVerdict(Bottleneck.PCIE, machine(0.1, 0).steady(GPU, bus));
    }

    @Test
    void where_nothing_happens_the_cell_is_idle() {
        Played quiet = new Played(30)
                .steady(GPU, Map.of(GpuMetric.UTILIZATION, 0.0))
                .steady(Subject.HOST, Map.of(HostMetric.CPU_USAGE, 0.01, HostMetric.CPU_COUNT, 4.0))
                .steady(Subject.JVM, Map.of(JvmMetric.CPU_USAGE, 0.02, JvmMetric.STORAGE_READ, 4096.0));
        assertVerdict(Bottleneck.IDLE, quiet);
    }

    @Test
    void where_nobody_counts_what_storage_does_nothing_seen_is_no_verdict() {
        assertVerdict(Bottleneck.NOT_CLEAR, cell(0, 0.02, 0));
    }

    @Test
    void a_gpu_that_works_a_little_while_nothing_else_does_waits_for_something_that_nobody_sees() {
        assertVerdict(Bottleneck.NOT_CLEAR, cell(0.3, 0.05, 0));
    }

    @Test
    void two_causes_alike_are_no_verdict() {
        assertVerdict(Bottleneck.NOT_CLEAR, cell(0.1, 0.45, 0.12));
    }

    @Test
    void a_busy_gpu_that_others_use_too_is_no_verdict() {
        Played shared = machine(0.2, 0).steady(GPU, Map.of(GpuMetric.UTILIZATION, 1.0, GpuMetric.PROCESS_COUNT, 2.0));
        assertVerdict(Bottleneck.NOT_CLEAR, shared);
    }

    @Test
    void a_gpu_that_does_not_tell_its_use_is_no_verdict() {
        assertVerdict(Bottleneck.NOT_CLEAR, machine(1, 0).steady(GPU, Map.of(GpuMetric.MEMORY_USED, 1e9)));
    }

    @Test
    void without_a_gpu_the_host_is_told_of() {
        assertVerdict(Bottleneck.HOST, machine(1.0, 0));
        assertVerdict(Bottleneck.INPUT, machine(0.02, 0.24));
    }

    @Test
    void a_short_cell_and_one_that_was_hardly_read_are_no_verdict() {
        Played shortCell = new Played(2).steady(GPU, Map.of(GpuMetric.UTILIZATION, 1.0));
        assertTrue(shortCell.verdict().because().contains("too short"));
        Played hardly = new Played(300);
        for (int second = 1; second < 30; second++) {
            hardly.at(second, GPU, Map.of(GpuMetric.UTILIZATION, 1.0));
        }
        assertTrue(hardly.verdict().because().contains("of the time was measured"));
    }
}
