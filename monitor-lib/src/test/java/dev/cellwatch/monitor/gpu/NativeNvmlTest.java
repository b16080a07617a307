package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value that a native library gives, through the real mapping. */
class NativeNvmlTest {

    @TempDir
    Path folder;

    private static Reads reads(NativeFake fake) {
        return new Reads(fake.source(), GpuExtra.values());
    }

    @Test
    void every_value_of_the_library_arrives_in_base_units() {
        Reads reads = reads(NativeFake.in(folder).configured("gpus 1"));
        Map<Metric, Double> values = new HashMap<>();
        for (int i = 0; i < 2; i++) { // counters tell what happened between two, others are read once
            assertEquals(Optional.empty(), reads.tick());
            reads.of(Subject.Kind.GPU).get(0).forEach(values::put);
        }
        Object[][] expected = {
            {GpuMetric.UTILIZATION, 0.5},
            {GpuMetric.MEMORY_CONTROLLER_UTILIZATION, 0.2},
            {GpuMetric.MEMORY_TOTAL, 80.0 * (1 << 30)},
            {GpuMetric.MEMORY_USED, 1.0 * (1 << 30)},
            {GpuMetric.MEMORY_RESERVED, 600.0 * (1 << 20)},
            {GpuMetric.MEMORY_FREE, 79.0 * (1 << 30) - 600.0 * (1 << 20)},
            {GpuMetric.POWER_USAGE, 301.234},
            {GpuMetric.POWER_INSTANT, 302.0},
            {GpuMetric.POWER_AVERAGE, 300.0},
            {GpuMetric.ENERGY, 5_000_000_123.456},
            {GpuMetric.THROTTLE_REASONS, 4.0},
            {GpuMetric.TEMPERATURE, 60.0},
            {GpuMetric.MEMORY_TEMPERATURE, 70.0},
            {GpuMetric.FAN_SPEED, 0.3},
            {GpuMetric.GRAPHICS_CLOCK, 1.0e9},
            {GpuMetric.SM_CLOCK, 1.1e9},
            {GpuMetric.MEMORY_CLOCK, 1.2e9},
            {GpuMetric.VIDEO_CLOCK, 1.3e9},
            {GpuMetric.PERFORMANCE_STATE, 0.0},
            {GpuMetric.ENCODER_UTILIZATION, 0.07},
            {GpuMetric.DECODER_UTILIZATION, 0.09},
            {GpuMetric.POWER_ENFORCED_LIMIT, 650.0},
            {GpuMetric.POWER_LIMIT, 660.0},
            {GpuMetric.PCIE_GENERATION, 4.0},
            {GpuMetric.PCIE_WIDTH, 8.0},
            {GpuMetric.PCIE_SENT, 1.0e8},
            {GpuMetric.PCIE_RECEIVED, 1.01e8},
            {GpuMetric.PCIE_BANDWIDTH, 2.01e8},
            {GpuMetric.SM_ACTIVITY, 0.88},
            {GpuMetric.SM_OCCUPANCY, 0.305},
            {GpuMetric.TENSOR_ACTIVITY, 0.4125},
            {GpuMetric.MEMORY_BANDWIDTH, 0.5 * 2 * 2.2e9 * 5120 / 8},
            {GpuMetric.PROCESS_COUNT, 0.0},
            {GpuMetric.ERROR_COUNT, 0.0},
            {GpuMetric.MEMORY_ERROR_COUNT, 10.0},
            {GpuMetric.PCIE_ERROR_COUNT, 3.0},
            {GpuMetric.ECC_CORRECTED, 0.0},
            {GpuMetric.ECC_CORRECTED_LIFETIME, 100.0},
            {GpuMetric.ECC_UNCORRECTED_LIFETIME, 110.0},
            {GpuMetric.REMAPPED_CORRECTABLE, 5.0},
            {GpuMetric.REMAPPED_UNCORRECTABLE, 6.0},
            {GpuMetric.REMAPPING_PENDING, 1.0},
            {GpuMetric.REMAPPING_FAILED, 0.0},
            {GpuMetric.THROTTLED_BY_POWER_CAP, 12.0},
            {GpuMetric.THROTTLED_BY_SOFTWARE_THERMAL, 34.0},
            {GpuMetric.THROTTLED_BY_SYNC_BOOST, 56.0},
            {GpuMetric.THROTTLED_BY_HARDWARE_THERMAL, 78.0},
            {GpuMetric.THROTTLED_BY_POWER_BRAKE, 90.0},
            {GpuMetric.POWER_DEFAULT_LIMIT, 700.0},
            {GpuMetric.POWER_MINIMUM_LIMIT, 200.0},
            {GpuMetric.POWER_MAXIMUM_LIMIT, 701.0},
            {GpuMetric.GRAPHICS_MAXIMUM_CLOCK, 2.0e9},
            {GpuMetric.SM_MAXIMUM_CLOCK, 2.1e9},
            {GpuMetric.MEMORY_MAXIMUM_CLOCK, 2.2e9},
            {GpuMetric.VIDEO_MAXIMUM_CLOCK, 2.3e9},
            {GpuMetric.SHUTDOWN_TEMPERATURE, 80.0},
            {GpuMetric.SLOWDOWN_TEMPERATURE, 83.0},
            {GpuMetric.MEMORY_MAXIMUM_TEMPERATURE, 86.0},
            {GpuMetric.MAXIMUM_TEMPERATURE, 89.0},
            {GpuMetric.PCIE_MAXIMUM_GENERATION, 5.0},
            {GpuMetric.PCIE_MAXIMUM_WIDTH, 16.0},
        };
        Set<GpuMetric> named = new HashSet<>();
        for (Object[] row : expected) {
            GpuMetric metric = (GpuMetric) row[0];
            named.add(metric);
            assertEquals((double) row[1], values.getOrDefault(metric, Double.NaN), 1e-6, metric::id);
        }
        assertEquals(named, values.keySet());
    }

    @Test
    void what_a_gpu_is_arrives_too() {
        Reads reads = reads(NativeFake.in(folder).configured("gpus 8"));
        reads.tick();
        GpuInventory inventory = reads.probe().inventory();
        assertEquals(Optional.of("999.01"), inventory.driverVersion());
        assertEquals(Optional.of("12.8"), inventory.cudaVersion());
        assertEquals(8, inventory.gpus().size());
        assertEquals(
                new Gpu(
                        7,
                        "GPU-fa4e0000-0000-0000-0000-000000000007",
                        "Fake GPU 7",
                        Optional.of("00000000:17:00.0"),
                        Optional.of("8.9"),
                        Optional.of("Ada"),
                        GpuMemory.OWN,
                        List.of(),
                        Optional.empty()),
                inventory.gpus().get(7));
    }
}
