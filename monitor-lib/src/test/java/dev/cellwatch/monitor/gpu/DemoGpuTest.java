package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The made-up GPUs: believable, repeatable, labelled. */
class DemoGpuTest {

    private static final long START = 1_700_000_000_000L;

    private long now = START;
    private final GpuProbe probe = new GpuProbe(NvmlSource.demo(() -> Instant.ofEpochMilli(now)), Set.of());

    private List<Sample> readAt(long timeMillis) throws ProbeException {
        return readAt(timeMillis, probe);
    }

    private List<Sample> readAt(long timeMillis, GpuProbe probe) throws ProbeException {
        now = timeMillis;
        List<Sample> samples = new ArrayList<>();
        probe.read(new Tick(timeMillis, true, false), samples::add);
        return samples;
    }

    @Test
    void two_gpus_say_that_they_are_a_demonstration() throws ProbeException {
        assertEquals(2, readAt(START).size());
        GpuInventory inventory = probe.inventory();
        assertTrue(inventory.demo());
        assertEquals("Demo GPU 80GB", inventory.gpus().get(0).name());
        assertEquals(Optional.of("demo"), inventory.driverVersion());
        assertEquals(Optional.of("12.8"), inventory.cudaVersion());
        assertEquals(Optional.of("9.0"), inventory.gpus().get(0).computeCapability());
        assertEquals(Optional.of("Hopper"), inventory.gpus().get(0).architecture());
        assertEquals(Optional.of("00000000:02:00.0"), inventory.gpus().get(1).pciBusId());
        assertEquals(ProcessHandle.current().pid(), inventory.processes().get(0).pid());
        assertEquals(
                Optional.of("train.py (demo)"), inventory.processes().get(1).name());
    }

    @Test
    void the_same_moment_gives_the_same_numbers() throws ProbeException {
        readAt(START); // the first reading has more in it
        assertEquals(readAt(START + 77_000).toString(), readAt(START + 77_000).toString());
    }

    @Test
    void its_parts_are_busy_while_it_is() throws ProbeException {
        GpuProbe counting =
                new GpuProbe(NvmlSource.demo(() -> Instant.ofEpochMilli(now)), Set.of(GpuExtra.PERFORMANCE_COUNTERS));
        readAt(START, counting);
        for (Sample sample : readAt(START + 30_000, counting)) {
            double busy = sample.get(GpuMetric.UTILIZATION).orElseThrow();
            assertEquals(0.92 * busy, sample.get(GpuMetric.SM_ACTIVITY).orElseThrow(), 1e-9);
            assertTrue(sample.get(GpuMetric.TENSOR_ACTIVITY).orElseThrow() <= busy);
            assertTrue(sample.get(GpuMetric.MEMORY_BANDWIDTH).orElseThrow() < 3.4e12, "of an H100");
        }
    }

    @Test
    void every_drawn_row_has_a_value() throws ProbeException {
        for (Sample sample : readAt(START)) {
            for (GpuMetric metric : GpuMetric.values()) {
                assertTrue(!metric.drawn() || sample.get(metric).isPresent(), metric::id);
            }
        }
    }

    @Test
    void a_run_fills_the_memory_works_the_gpu_and_uses_the_energy_that_its_power_says() throws ProbeException {
        DoubleSummaryStatistics utilization = new DoubleSummaryStatistics();
        DoubleSummaryStatistics power = new DoubleSummaryStatistics();
        double firstEnergy = 0;
        double lastEnergy = 0;
        double memory = 0;
        for (int second = 0; second < 180; second++) {
            Sample sample = readAt(START + 1000L * second).get(0);
            utilization.accept(sample.get(GpuMetric.UTILIZATION).orElseThrow());
            power.accept(sample.get(GpuMetric.POWER_USAGE).orElseThrow());
            memory = Math.max(memory, sample.get(GpuMetric.MEMORY_USED).orElseThrow());
            double energy = sample.get(GpuMetric.ENERGY).orElseThrow();
            assertTrue(energy >= lastEnergy, "energy only goes up");
            firstEnergy = second == 0 ? energy : firstEnergy;
            lastEnergy = energy;
        }
        assertTrue(utilization.getAverage() > 0.7 && utilization.getMax() <= 1, utilization::toString);
        assertEquals(0, utilization.getMin(), "it rests between runs");
        assertTrue(memory > 55e9 && memory < 80e9, () -> "memory peaks where a big model would");
        assertEquals(power.getAverage(), (lastEnergy - firstEnergy) / 179, 8);
    }
}
