package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.ProcessAccounting.OWN_PID;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.code;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.processes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver's own account of how much memory this process held at most. */
class ProcessAccountingTest {

    private static final String MODE = "nvmlDeviceGetAccountingMode";
    private static final String STATS = "nvmlDeviceGetAccountingStats";
    private static final String GPU_0 = "GPU-fa4e0000-0000-0000-0000-000000000000";
    private static final String GPU_1 = "GPU-fa4e0000-0000-0000-0000-000000000001";

    @TempDir
    Path folder;

    private static Map<String, Long> peaks(Reads reads) {
        CompletableFuture<Map<String, Long>> asked = reads.probe().accountedPeaks();
        reads.tick();
        return asked.getNow(Map.of("nobody answered", -1L));
    }

    private static Map<String, Long> peaks(NativeFake fake) {
        return peaks(new Reads(fake.source()));
    }

    private static ScriptedNvml accounting(long pid, int running) {
        return new ScriptedNvml(1)
                .answers("nvmlDeviceGetComputeRunningProcesses_v3", processes(24, pid, 1 << 20))
                .answers(MODE, ints(1))
                .answers(STATS, ints(0, 0, 1 << 30, 2, 0, 0, 0, 0, running));
    }

    @Test
    void the_peak_of_this_process_arrives_through_the_real_mapping() {
        NativeFake fake = NativeFake.in(folder)
                .configured(
                        "process 0 " + OWN_PID + " 1073741824 40",
                        "account 0 1 17",
                        "account 0 " + OWN_PID + " 13000000000",
                        "account 1 " + OWN_PID + " 5");
        assertEquals(Map.of(GPU_0, 13_000_000_000L, GPU_1, 0L), peaks(fake), "on the other GPU it had nothing");
    }

    @Test
    void where_accounting_is_off_or_the_driver_has_none_nothing_is_said() {
        String own = "process 0 " + OWN_PID + " 1073741824 40";
        assertEquals(Map.of(), peaks(NativeFake.in(folder).configured(own)));
        Path older = folder.resolve("older");
        assertEquals(true, older.toFile().mkdir());
        assertEquals(
                Map.of(),
                peaks(NativeFake.in(older, "-DLACKS_ACCOUNTING").configured(own, "account 0 " + OWN_PID + " 1")));
        assertEquals(Map.of(), peaks(new Reads(NvmlSource.demo(Clock.systemUTC()))));
    }

    @Test
    void a_process_that_the_account_does_not_know_or_does_not_tell_of_has_no_peak() {
        String own = "process 0 " + OWN_PID + " 1073741824 40";
        NativeFake fake = NativeFake.in(folder).configured(own, "account 0 1 17");
        assertEquals(Map.of(), peaks(fake), "in a container the driver counts under another pid");
        assertEquals(Map.of(), peaks(fake.configured(own, "account 0 " + OWN_PID + " -1")));
        assertEquals(Map.of(), peaks(Reads.of(accounting(OWN_PID, 0))), "one that ended had the same pid");
        assertEquals(Map.of("GPU-0", (2L << 32) + (1 << 30)), peaks(Reads.of(accounting(OWN_PID, 1))));
    }

    @Test
    void where_it_is_not_known_whether_this_process_is_there_nothing_is_said() {
        ScriptedNvml silent = accounting(OWN_PID, 1)
                .answers("nvmlDeviceGetComputeRunningProcesses_v3", code(NvmlReturn.NO_PERMISSION));
        assertEquals(Map.of(), peaks(Reads.of(silent)));
        ScriptedNvml lost = accounting(OWN_PID, 1).answers(MODE, code(NvmlReturn.GPU_IS_LOST));
        assertEquals(Map.of(), peaks(Reads.of(lost)), "a GPU that falls off the bus meanwhile");
    }

    @Test
    void only_who_asks_has_the_driver_asked_and_only_once() {
        ScriptedNvml nvml = accounting(OWN_PID, 1);
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(0, nvml.calls(MODE));
        CompletableFuture<Map<String, Long>> asked = reads.probe().accountedPeaks();
        reads.fastTick();
        assertFalse(asked.isDone(), "a fast reading does not see who is on the GPU");
        reads.tick();
        reads.tick();
        assertEquals(1, nvml.calls(STATS));
    }

    @Test
    void it_is_asked_again_where_accounting_was_off_before() {
        ScriptedNvml nvml = accounting(OWN_PID, 1).answers(MODE, ints(0));
        Reads reads = Reads.of(nvml);
        assertEquals(Map.of(), peaks(reads));
        nvml.answers(MODE, ints(1));
        assertEquals(1, peaks(reads).size());
    }
}
