package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.code;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.processes;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.put;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.putInt;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who uses a GPU, in every layout that drivers have told it. */
class GpuProcessesTest {

    private static final int THIRD_SIZE = 24;

    @Test
    void processes_are_read_in_the_layout_that_the_driver_has() {
        String third = "nvmlDeviceGetComputeRunningProcesses_v3";
        ScriptedNvml today = new ScriptedNvml(1).answers(third, processes(24, 11, 100, 12, -1));
        ScriptedNvml early535 = new ScriptedNvml(1)
                .answers(third, processes(32, 11, 100, 12, -1))
                .answers("nvmlDeviceGetConfComputeMemSizeInfo", code(0));
        ScriptedNvml older =
                new ScriptedNvml(1).answers("nvmlDeviceGetComputeRunningProcesses_v2", processes(24, 11, 100, 12, -1));
        ScriptedNvml oldest =
                new ScriptedNvml(1).answers("nvmlDeviceGetComputeRunningProcesses", processes(16, 11, 100, 12, -1));
        for (ScriptedNvml nvml : List.of(today, early535, older, oldest)) {
            Reads reads = Reads.of(nvml);
            reads.tick();
            List<GpuProcess> listed = reads.probe().inventory().processes();
            assertEquals(List.of(11L, 12L), listed.stream().map(GpuProcess::pid).toList());
            assertEquals(OptionalLong.of(100), listed.get(0).memoryBytes());
            assertEquals(OptionalLong.empty(), listed.get(1).memoryBytes(), "2^64-1 is not told");
            assertEquals(OptionalDouble.of(2), reads.value(GpuMetric.PROCESS_COUNT));
        }
    }

    @Test
    void a_process_that_computes_and_draws_counts_once() {
        Reads reads = Reads.of(new ScriptedNvml(1)
                .answers("nvmlDeviceGetComputeRunningProcesses_v3", processes(THIRD_SIZE, 11, 100))
                .answers("nvmlDeviceGetGraphicsRunningProcesses_v3", processes(THIRD_SIZE, 11, 100)));
        reads.tick();
        assertEquals(OptionalDouble.of(1), reads.value(GpuMetric.PROCESS_COUNT));
        List<GpuProcess> listed = reads.probe().inventory().processes();
        assertEquals(1, listed.size());
        assertEquals(GpuProcess.Type.COMPUTE_AND_GRAPHICS, listed.get(0).type());
        assertEquals(OptionalLong.of(100), listed.get(0).memoryBytes(), "the driver tells it in both lists");
    }

    @Test
    void what_a_process_used_is_averaged_since_the_last_reading_without_garbage() {
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlDeviceGetComputeRunningProcesses_v3", processes(THIRD_SIZE, 11, 100, 12, 100));
        Reads reads = Reads.of(nvml);
        long now = reads.timeMillis() * 1000;
        nvml.answers(
                "nvmlDeviceGetProcessUtilization",
                utilization(now, 80, now - 1_000_000, 40, now - 500_000, 37_100, now - 60_000_000, 100));
        reads.tick();
        List<GpuProcess> listed = reads.probe().inventory().processes();
        assertEquals(OptionalDouble.of(0.6), listed.get(0).utilization());
        assertEquals(OptionalDouble.of(0), listed.get(1).utilization(), "no sample: it did nothing");

        reads.tick();
        assertEquals(
                OptionalDouble.of(0),
                reads.probe().inventory().processes().get(0).utilization(),
                "samples that were seen before do not count again");
        nvml.answers("nvmlDeviceGetProcessUtilization", code(NvmlReturn.NOT_FOUND));
        reads.tick();
        assertEquals(
                OptionalDouble.of(0),
                reads.probe().inventory().processes().get(0).utilization());
        nvml.answers("nvmlDeviceGetProcessUtilization", code(NvmlReturn.NOT_SUPPORTED));
        reads.tick();
        assertEquals(
                OptionalDouble.empty(),
                reads.probe().inventory().processes().get(0).utilization());
    }

    @Test
    void after_a_clock_that_is_set_back_samples_count_again() {
        ScriptedNvml nvml =
                new ScriptedNvml(1).answers("nvmlDeviceGetComputeRunningProcesses_v3", processes(THIRD_SIZE, 11, 100));
        Reads reads = Reads.of(nvml);
        long now = reads.timeMillis() * 1000;
        nvml.answers("nvmlDeviceGetProcessUtilization", utilization(now, 80));
        reads.tick();
        reads.later(-3600);
        long back = reads.timeMillis() * 1000;
        nvml.answers("nvmlDeviceGetProcessUtilization", utilization(back, 40));
        reads.tick();
        assertEquals(
                OptionalDouble.of(0.4),
                reads.probe().inventory().processes().get(0).utilization());
    }

    /** Samples of process 11: time, percent, time, percent ... */
    private static ScriptedNvml.Answer utilization(long... timesAndPercents) {
        return arguments -> {
            putInt(arguments[2], timesAndPercents.length / 2);
            for (int i = 0; i < timesAndPercents.length / 2; i++) {
                long sample = (long) arguments[1] + 32L * i;
                putInt(sample, 11);
                put(sample + 8, timesAndPercents[2 * i]);
                putInt(sample + 16, (int) timesAndPercents[2 * i + 1]);
            }
            return NvmlReturn.SUCCESS;
        };
    }
}
