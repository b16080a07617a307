package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceCountersTest {

    private static final List<GpuMetric> ROWS = List.of(
            GpuMetric.SM_ACTIVITY, GpuMetric.SM_OCCUPANCY, GpuMetric.TENSOR_ACTIVITY, GpuMetric.MEMORY_BANDWIDTH);

    @TempDir
    Path folder;

    private Reads counted(String... lines) {
        return new Reads(NativeFake.in(folder).configured(lines).source(), GpuExtra.PERFORMANCE_COUNTERS);
    }

    private static void assertNothing(Reads reads) {
        ROWS.forEach(row -> assertEquals(OptionalDouble.empty(), reads.value(row), row::id));
    }

    @Test
    void the_second_look_tells_what_happened_since_the_first() {
        Reads reads = counted("gpus 2");
        reads.tick();
        assertNothing(reads);
        reads.tick();
        assertEquals(OptionalDouble.of(0.88), reads.value(0, GpuMetric.SM_ACTIVITY));
        assertEquals(OptionalDouble.of(0.89), reads.value(1, GpuMetric.SM_ACTIVITY));
        reads.tick();
        assertEquals(OptionalDouble.of(0.305), reads.value(GpuMetric.SM_OCCUPANCY), "and so each after it");
    }

    @Test
    void they_are_left_alone_unless_asked_for() {
        NativeFake fake = NativeFake.in(folder).configured("gpus 1");
        Reads reads = new Reads(fake.source());
        reads.tick();
        reads.tick();
        assertNothing(reads);
        assertEquals(0, places(fake));
    }

    @Test
    void a_fast_tick_does_not_look() {
        Reads reads = counted("gpus 1");
        reads.tick();
        reads.fastTick();
        assertNothing(reads);
        reads.tick();
        assertTrue(reads.value(GpuMetric.SM_ACTIVITY).isPresent());
    }

    @Test
    void looks_that_are_a_long_rest_apart_are_about_another_time() {
        Reads reads = counted("gpus 1");
        reads.tick();
        reads.later(601).tick();
        assertNothing(reads);
        reads.tick();
        assertTrue(reads.value(GpuMetric.SM_ACTIVITY).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return nvmlGpmQueryDeviceSupport 3",
                "return nvmlGpmSampleAlloc 3",
                "return nvmlGpmSampleGet 4",
                "return nvmlGpmMetricsGet 3",
                "garbage",
                "mig 0 1"
            })
    void without_them_all_else_is_as_it_was(String line) {
        Reads reads = counted("gpus 1", line);
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(OptionalDouble.of(301.234), reads.value(GpuMetric.POWER_USAGE));
        if (line.equals("garbage")) {
            assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.SM_ACTIVITY));
        } else {
            assertNothing(reads);
        }
    }

    @Test
    void without_a_bus_width_shares_are_told_and_bytes_are_not() {
        Reads reads = counted("gpus 1", "return nvmlDeviceGetMemoryBusWidth 3");
        reads.tick();
        reads.tick();
        assertTrue(reads.value(GpuMetric.SM_ACTIVITY).isPresent());
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_BANDWIDTH));
    }

    @Test
    void what_the_driver_keeps_for_us_is_given_back() {
        NativeFake fake = NativeFake.in(folder).configured("gpus 8");
        Reads reads = new Reads(fake.source(), GpuExtra.PERFORMANCE_COUNTERS);
        for (int i = 0; i < 5; i++) {
            reads.tick();
        }
        assertEquals(16, places(fake));
        reads.probe().rest();
        assertEquals(0, places(fake));
    }

    @Test
    void and_so_it_is_when_a_gpu_is_lost() {
        NativeFake fake = NativeFake.in(folder).configured("gpus 2");
        Reads reads = new Reads(fake.source(), GpuExtra.PERFORMANCE_COUNTERS);
        reads.tick();
        reads.tick();
        assertEquals(4, places(fake));
        fake.configured("gpus 2", "return nvmlGpmSampleGet#1 15");
        reads.probe().rest();
        reads.tick(); // opens the driver anew; one of the two is lost
        reads.later(60).tick();
        assertEquals(4, places(fake));
        reads.probe().rest();
        assertEquals(0, places(fake));
    }

    @Test
    void a_passing_refusal_is_asked_again() {
        AtomicBoolean busy = new AtomicBoolean(true);
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers(
                        "nvmlGpmQueryDeviceSupport",
                        arguments -> busy.get()
                                ? NvmlReturn.TIMEOUT
                                : ScriptedNvml.ints(1, 1).to(arguments))
                .answers("nvmlGpmSampleAlloc", ScriptedNvml.longs(7))
                .answers("nvmlGpmSampleGet", ScriptedNvml.code(0))
                .answers("nvmlGpmMetricsGet", PerformanceCountersTest::halfBusy);
        Reads reads = new Reads(nvml.source(), GpuExtra.PERFORMANCE_COUNTERS);
        reads.tick();
        busy.set(false);
        reads.tick();
        assertNothing(reads);
        reads.tick();
        assertEquals(OptionalDouble.of(0.5), reads.value(GpuMetric.SM_ACTIVITY));
    }

    private static int halfBusy(Object... arguments) {
        Pointer request = new Pointer((long) arguments[0]);
        for (int i = 0; i < request.getInt(4); i++) {
            request.setInt(24 + 40L * i + 4, NvmlReturn.SUCCESS);
            request.setDouble(24 + 40L * i + 8, 50);
        }
        return NvmlReturn.SUCCESS;
    }

    private static int places(NativeFake fake) {
        return NativeLibrary.getInstance(fake.library().toString())
                .getFunction("fake_look_places")
                .invokeInt(new Object[0]);
    }
}
