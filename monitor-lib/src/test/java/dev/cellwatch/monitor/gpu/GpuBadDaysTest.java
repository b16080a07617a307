package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.code;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.longs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a driver does on its bad days, and what we say then. */
class GpuBadDaysTest {

    @Test
    void a_library_that_is_absent_is_said_in_one_sentence() {
        Reads reads = new Reads(NvmlSource.driver(Optional.of("/nowhere/libnvidia-ml.so.1")));
        assertEquals(
                Optional.of("CELLWATCH_NVML_LIBRARY names /nowhere/libnvidia-ml.so.1,"
                        + " which is not a library that loads here."),
                reads.tick());
        assertEquals(
                List.of(), reads.probe().inventory().gpus(), "no GPU is an empty list with a reason, not a failure");
        assertTrue(reads.probe().inventory().reason().isPresent());
    }

    @Test
    void no_driver_no_permission_no_device_and_a_container_without_its_gpu_have_a_sentence_each() {
        assertSays(
                "NVIDIA's library is installed, but its driver is not loaded: see what nvidia-smi says, or reboot.",
                new ScriptedNvml(1).answers("nvmlInit_v2", code(NvmlReturn.DRIVER_NOT_LOADED)));
        assertSays(
                "No permission to use the NVIDIA driver: check who may read and write /dev/nvidia*.",
                new ScriptedNvml(1).answers("nvmlInit_v2", code(NvmlReturn.NO_PERMISSION)));
        assertSays("The NVIDIA driver is loaded, but it sees no GPU in this machine.", new ScriptedNvml(0));
        assertSays(
                "NVML does not start (unknown error): in a container this means that it lost its GPU,"
                        + " for example after 'systemctl daemon-reload' on the host; restart the container.",
                new ScriptedNvml(1).answers("nvmlInit_v2", code(NvmlReturn.UNKNOWN)));
    }

    private static void assertSays(String sentence, ScriptedNvml nvml) {
        Reads reads = Reads.of(nvml);
        assertEquals(Optional.of(sentence), reads.tick());
        assertEquals(Optional.of(sentence), reads.probe().inventory().reason());
    }

    @Test
    void a_driver_that_comes_is_found() {
        ScriptedNvml nvml = new ScriptedNvml(1).answers("nvmlInit_v2", code(NvmlReturn.DRIVER_NOT_LOADED));
        Reads reads = Reads.of(nvml);
        assertTrue(reads.tick().isPresent());
        nvml.answers("nvmlInit_v2", code(0));
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(1, reads.gpus().size());
        assertEquals(Optional.empty(), reads.probe().inventory().reason());
    }

    @Test
    void a_symbol_missing_in_an_older_driver_is_an_absence() {
        Reads reads = Reads.of(new ScriptedNvml(1).lacks("nvmlDeviceGetPowerUsage"));
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.POWER_USAGE));
        assertEquals(OptionalDouble.of(0.5), reads.value(GpuMetric.UTILIZATION));
    }

    @Test
    void one_failed_call_is_absent_once_and_back_at_the_next_tick() {
        ScriptedNvml nvml = new ScriptedNvml(1).answers("nvmlDeviceGetPowerUsage", code(NvmlReturn.UNKNOWN));
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.POWER_USAGE));
        nvml.answers("nvmlDeviceGetPowerUsage", ints(300_000));
        reads.tick();
        assertEquals(OptionalDouble.of(300), reads.value(GpuMetric.POWER_USAGE));
    }

    @Test
    void garbage_is_absent() {
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlDeviceGetMemoryInfo_v2", longs(0, 80L << 30, 1L << 30, 59L << 30, -1))
                .answers("nvmlDeviceGetUtilizationRates", ints(37_100, 101))
                .answers("nvmlDeviceGetPowerUsage", ints(-1))
                .answers("nvmlDeviceGetPerformanceState", ints(32));
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_USED), "2^64-1");
        assertEquals(OptionalDouble.of(80L << 30), reads.value(GpuMetric.MEMORY_TOTAL));
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.UTILIZATION), "37100 %");
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_CONTROLLER_UTILIZATION), "101 %");
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.POWER_USAGE), "2^32-1");
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.PERFORMANCE_STATE), "32 is unknown");
    }

    @Test
    void memory_that_a_gpu_shares_with_the_machine_is_absent_and_said_to_be_the_machines() {
        Reads nothing = Reads.of(new ScriptedNvml(1).answers("nvmlDeviceGetMemoryInfo_v2", longs(0, 0, 0, 0, 0)));
        Reads refused = Reads.of(new ScriptedNvml(1)
                .answers("nvmlDeviceGetMemoryInfo_v2", code(NvmlReturn.NOT_SUPPORTED))
                .answers("nvmlDeviceGetMemoryInfo", code(NvmlReturn.NOT_SUPPORTED)));
        for (Reads reads : List.of(nothing, refused)) {
            reads.tick();
            assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_TOTAL));
            assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_USED));
            assertEquals(GpuMemory.SHARED, reads.memory());
        }
    }

    @Test
    void a_gpu_whose_memory_call_fails_keeps_its_name_and_says_what_is_the_matter() {
        Reads reads =
                Reads.of(new ScriptedNvml(2).answers("nvmlDeviceGetMemoryInfo_v2#1", code(NvmlReturn.RESET_REQUIRED)));
        reads.tick();
        Gpu broken = reads.probe().inventory().gpus().get(1);
        assertEquals("GPU-1", broken.uuid());
        assertEquals(Optional.of("The GPU needs a reset (nvidia-smi --gpu-reset, as root)."), broken.problem());
    }

    @Test
    void memory_that_may_not_be_read_is_not_said_to_be_the_machines() {
        Reads reads = Reads.of(new ScriptedNvml(1)
                .answers("nvmlDeviceGetMemoryInfo_v2", code(NvmlReturn.NO_PERMISSION))
                .answers("nvmlDeviceGetMemoryInfo", code(NvmlReturn.NO_PERMISSION)));
        reads.tick();
        assertEquals(GpuMemory.OWN, reads.memory());
    }

    @Test
    void a_call_that_hangs_lets_nobody_else_into_the_driver() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ScriptedNvml nvml = new ScriptedNvml(1).answers("nvmlDeviceGetPowerUsage", arguments -> {
            hangs.countDown();
            await(released);
            return NvmlReturn.SUCCESS;
        });
        GpuProbe probe = new GpuProbe(nvml.source(), Set.of());
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread sampling = new Thread(() -> {
            try {
                probe.read(new Tick(0, true, true), sample -> {});
            } catch (ProbeException failed) {
                failure.set(failed);
            }
        });
        sampling.setDaemon(true);
        sampling.start();
        await(hangs);

        ProbeException busy = Assertions.assertThrows(
                ProbeException.class, () -> probe.read(new Tick(1000, true, false), sample -> {}));
        assertEquals("The NVIDIA driver has not answered an earlier call yet.", busy.getMessage());
        probe.rest();
        assertEquals(0, nvml.calls("nvmlShutdown"), "nothing is pulled away under a running call");
        assertFalse(probe.inventory().demo(), "and the inventory answers at once");

        released.countDown();
        sampling.join();
        assertEquals(null, failure.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
