package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.code;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** GPUs and drivers that go and come back, and what is forgotten with them. */
class LostGpuTest {

    @Test
    void a_lost_gpu_hides_no_other_and_comes_back() {
        ScriptedNvml nvml = new ScriptedNvml(3);
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(List.of("GPU-0", "GPU-1", "GPU-2"), reads.gpus());

        nvml.answers("nvmlDeviceGetPowerUsage#1", code(NvmlReturn.GPU_IS_LOST))
                .answers(
                        "nvmlDeviceGetHandleByIndex_v2",
                        arguments -> (int) arguments[0] == 1
                                ? NvmlReturn.GPU_IS_LOST
                                : ScriptedNvml.put(arguments[1], (int) arguments[0] + 1L));
        assertEquals(Optional.empty(), reads.fastTick());
        assertEquals(List.of("GPU-0", "GPU-2"), reads.gpus(), "not even half a sample of the lost one");
        assertEquals(
                Optional.of("The GPU has fallen off the bus; it will be looked for again."),
                reads.probe().inventory().gpus().get(1).problem());

        reads.fastTick();
        assertEquals(2, nvml.calls("nvmlInit_v2"), "the next tick initialises again");
        assertEquals(1, nvml.calls("nvmlShutdown"));
        for (int second = 0; second < 8; second++) {
            reads.fastTick();
        }
        assertEquals(2, nvml.calls("nvmlInit_v2"), "but not every tick while it stays lost");

        nvml.answers("nvmlDeviceGetPowerUsage#1", ints(1000))
                .answers(
                        "nvmlDeviceGetHandleByIndex_v2",
                        arguments -> ScriptedNvml.put(arguments[1], (int) arguments[0] + 1L));
        reads.later(10).fastTick();
        assertEquals(List.of("GPU-0", "GPU-1", "GPU-2"), reads.gpus());
        assertEquals(Optional.empty(), reads.probe().inventory().gpus().get(1).problem());
    }

    @Test
    void when_all_are_lost_the_next_tick_starts_the_driver_again() {
        ScriptedNvml nvml = new ScriptedNvml(1);
        Reads reads = Reads.of(nvml);
        reads.tick();
        nvml.answers("nvmlDeviceGetUtilizationRates", code(NvmlReturn.UNINITIALIZED));
        assertTrue(reads.fastTick().isPresent());
        nvml.answers("nvmlDeviceGetUtilizationRates", ints(10, 5));
        assertEquals(Optional.empty(), reads.fastTick());
        assertEquals(OptionalDouble.of(0.1), reads.value(GpuMetric.UTILIZATION));
    }

    @Test
    void a_changed_number_of_gpus_is_noticed() {
        ScriptedNvml nvml = new ScriptedNvml(2);
        Reads reads = Reads.of(nvml);
        reads.tick();
        nvml.hasGpus(3);
        reads.tick();
        reads.tick();
        assertEquals(List.of("GPU-0", "GPU-1", "GPU-2"), reads.gpus());
        nvml.hasGpus(1);
        reads.later(10).tick();
        reads.tick();
        assertEquals(List.of("GPU-0"), reads.gpus());
    }

    @Test
    void what_a_gpu_does_not_support_is_asked_once_until_the_driver_starts_again() {
        ScriptedNvml nvml = new ScriptedNvml(1);
        Reads reads = Reads.of(nvml);
        reads.tick();
        reads.tick();
        assertEquals(1, nvml.calls("nvmlDeviceGetFanSpeed"));
        nvml.answers("nvmlDeviceGetUtilizationRates", code(NvmlReturn.GPU_IS_LOST));
        reads.tick();
        nvml.answers("nvmlDeviceGetUtilizationRates", ints(1, 1)).answers("nvmlDeviceGetFanSpeed", ints(40));
        reads.tick();
        assertEquals(OptionalDouble.of(0.4), reads.value(GpuMetric.FAN_SPEED));
    }

    @Test
    void resting_lets_the_driver_go_and_the_next_read_starts_afresh() {
        ScriptedNvml nvml = new ScriptedNvml(1);
        Reads reads = Reads.of(nvml);
        reads.tick();
        reads.probe().rest();
        reads.probe().rest();
        assertEquals(1, nvml.calls("nvmlShutdown"));
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(2, nvml.calls("nvmlInit_v2"));
    }
}
