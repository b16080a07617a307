package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.code;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.longs;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.put;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.putInt;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is read, where it comes from, and how the driver's versions differ. */
class GpuReadingsTest {

    @Test
    void the_names_that_dashboards_know_are_there() {
        List<String> ids = Arrays.stream(GpuMetric.values()).map(GpuMetric::id).collect(Collectors.toList());
        assertTrue(ids.containsAll(List.of(
                "nvidia_gpu_memory_used_bytes",
                "nvidia_gpu_memory_total_bytes",
                "nvidia_gpu_utilization_ratio",
                "nvidia_gpu_power_usage_watts",
                "nvidia_gpu_temperature_celsius",
                "nvidia_gpu_pcie_bandwidth_bytes_per_second",
                "nvidia_gpu_process_count",
                "nvidia_gpu_error_count",
                "nvidia_gpu_memory_error_count",
                "nvidia_gpu_pcie_error_count")));
    }

    @Test
    void a_fast_tick_makes_five_calls_a_gpu_and_no_other() {
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlDeviceGetFieldValues", GpuReadingsTest::fields)
                .answers("nvmlDeviceGetCurrentClocksThrottleReasons", longs(0));
        Reads reads = Reads.of(nvml);
        reads.tick();
        long before = nvml.calls();
        reads.fastTick();
        assertEquals(5, nvml.calls() - before);
    }

    @Test
    void an_older_driver_without_the_second_memory_call_is_asked_the_first() {
        Reads reads = Reads.of(new ScriptedNvml(1)
                .lacks("nvmlDeviceGetMemoryInfo_v2")
                .answers("nvmlDeviceGetMemoryInfo", longs(16L << 30, 10L << 30, 6L << 30)));
        reads.tick();
        assertEquals(OptionalDouble.of(6L << 30), reads.value(GpuMetric.MEMORY_USED));
        assertEquals(OptionalDouble.of(10L << 30), reads.value(GpuMetric.MEMORY_FREE));
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_RESERVED));
        assertEquals(GpuMemory.OWN_WITH_RESERVE, reads.memory(), "and it is said");
    }

    @Test
    void energy_comes_from_the_batch_or_from_its_own_call() {
        ScriptedNvml nvml = new ScriptedNvml(1).answers("nvmlDeviceGetTotalEnergyConsumption", longs(7_500));
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(OptionalDouble.of(7.5), reads.value(GpuMetric.ENERGY));

        Reads newer = Reads.of(new ScriptedNvml(1).answers("nvmlDeviceGetFieldValues", GpuReadingsTest::fields));
        newer.tick();
        assertEquals(OptionalDouble.of(42), newer.value(GpuMetric.ENERGY));
        assertEquals(OptionalDouble.of(0.186), newer.value(GpuMetric.POWER_INSTANT));
        assertEquals(OptionalDouble.empty(), newer.value(GpuMetric.MEMORY_TEMPERATURE), "not supported here");
    }

    /** Energy 42 J, the power fields their own number in milliwatts, all else unsupported. */
    private static int fields(Object... arguments) {
        for (int i = 0; i < (int) arguments[1]; i++) {
            Pointer field = new Pointer((long) arguments[2] + 40L * i);
            int number = field.getInt(0);
            boolean power = number == 185 || number == 186;
            field.setInt(24, power ? 1 : 3);
            field.setInt(28, power || number == 83 ? 0 : NvmlReturn.NOT_SUPPORTED);
            field.setLong(32, power ? number : 42_000);
        }
        return NvmlReturn.SUCCESS;
    }

    @Test
    void the_temperature_comes_from_the_newer_call_where_only_that_exists() {
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlDeviceGetTemperatureV", arguments -> putInt((long) arguments[1] + 8, 61));
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(OptionalDouble.of(61), reads.value(GpuMetric.TEMPERATURE));
    }

    @Test
    void pcie_traffic_is_measured_only_when_asked_for_and_on_half_of_the_gpus_a_tick() {
        ScriptedNvml nvml = new ScriptedNvml(2).answers("nvmlDeviceGetPcieThroughput", ints(5));
        Reads.of(nvml).tick();
        assertEquals(0, nvml.calls("nvmlDeviceGetPcieThroughput"));

        Reads reads = new Reads(nvml.source(), GpuExtra.PCIE_TRAFFIC);
        reads.tick();
        assertEquals(4, nvml.calls("nvmlDeviceGetPcieThroughput"), "at first both directions of each");
        reads.tick();
        assertEquals(6, nvml.calls("nvmlDeviceGetPcieThroughput"));
        long measured = reads.of(Subject.Kind.GPU).stream()
                .filter(sample -> sample.get(GpuMetric.PCIE_BANDWIDTH).isPresent())
                .peek(sample -> assertEquals(OptionalDouble.of(10_000), sample.get(GpuMetric.PCIE_BANDWIDTH)))
                .count();
        assertEquals(1, measured);
    }

    @Test
    void xid_errors_are_counted_by_code_where_the_driver_reports_them() {
        long[] events = {31, 31, 79};
        int[] next = {0};
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlEventSetCreate", longs(99))
                .answers("nvmlDeviceRegisterEvents", code(0))
                .answers("nvmlEventSetFree", code(0))
                .answers("nvmlEventSetWait_v2", arguments -> {
                    if (next[0] == events.length) {
                        return NvmlReturn.TIMEOUT;
                    }
                    put(arguments[1], 1);
                    put((long) arguments[1] + 8, 8);
                    return put((long) arguments[1] + 16, events[next[0]++]);
                });
        Reads reads = Reads.of(nvml);
        reads.tick();
        assertEquals(OptionalDouble.of(3), reads.value(GpuMetric.ERROR_COUNT));
        List<Sample> byCode = reads.of(Subject.Kind.GPU_XID);
        assertEquals(
                List.of("31", "79"),
                byCode.stream().map(sample -> sample.subject().label("xid")).toList());
        assertEquals(OptionalDouble.of(2), byCode.get(0).get(GpuMetric.XID_ERRORS));
        reads.probe().rest();
        assertEquals(1, nvml.calls("nvmlEventSetFree"));
        reads.tick();
        assertEquals(OptionalDouble.of(3), reads.value(GpuMetric.ERROR_COUNT), "a counter survives a rest");
    }

    @Test
    void without_the_right_to_listen_there_is_no_error_count_rather_than_a_zero() {
        Reads reads = Reads.of(new ScriptedNvml(1)
                .answers("nvmlEventSetCreate", longs(99))
                .answers("nvmlDeviceRegisterEvents", code(NvmlReturn.NO_PERMISSION)));
        reads.tick();
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.ERROR_COUNT));
    }

    @Test
    void mig_instances_are_found_across_gaps() {
        ScriptedNvml nvml = new ScriptedNvml(1)
                .answers("nvmlDeviceGetMigMode", arguments -> putInt(arguments[1], 1))
                .answers("nvmlDeviceGetMaxMigDeviceCount", ints(7))
                .answers(
                        "nvmlDeviceGetMigDeviceHandleByIndex",
                        arguments -> (int) arguments[1] == 2 || (int) arguments[1] == 5
                                ? put(arguments[2], 100 + (int) arguments[1])
                                : NvmlReturn.NOT_FOUND)
                .answers("nvmlDeviceGetUUID#101", arguments -> text(arguments[1], "MIG-two"))
                .answers("nvmlDeviceGetUUID#104", arguments -> text(arguments[1], "MIG-five"))
                .answers("nvmlDeviceGetGpuInstanceId", ints(7))
                .answers("nvmlDeviceGetUtilizationRates", code(NvmlReturn.NOT_SUPPORTED))
                .answers("nvmlDeviceGetMemoryInfo_v2#104", longs(0, 10L << 30, 0, 9L << 30, 1L << 30));
        Reads reads = Reads.of(nvml);
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(
                List.of(new MigInstance("MIG-two", 7, 0), new MigInstance("MIG-five", 7, 0)),
                reads.probe().inventory().gpus().get(0).mig());
        assertEquals(
                OptionalDouble.of(1L << 30),
                reads.of(Subject.Kind.GPU_INSTANCE).get(1).get(GpuMetric.MEMORY_USED));
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.UTILIZATION), "MIG has none, so none is invented");
    }

    @Test
    void throttle_reasons_read_as_words() {
        assertEquals(List.of(ThrottleReason.POWER_CAP, ThrottleReason.HARDWARE_THERMAL), ThrottleReason.in(0x44));
        assertEquals("power limit", ThrottleReason.POWER_CAP.words());
        assertEquals(List.of(), ThrottleReason.in(0));
    }
}
