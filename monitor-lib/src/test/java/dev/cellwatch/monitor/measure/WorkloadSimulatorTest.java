package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whether what the simulator makes up can be true; judged on a thousand cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadSimulatorTest {

    private final List<SimulatedCell> cells = new WorkloadSimulator(1).cells(1000 / Scenario.values().length);

    @Test
    void every_truth_occurs_often_enough_to_judge_by() {
        for (Truth truth : Truth.values()) {
            long count = cells.stream().filter(cell -> cell.truth() == truth).count();
            assertTrue(count >= 20, () -> truth + " occurs " + count + " times");
        }
    }

    @Test
    void the_same_seed_gives_the_same_cells_and_another_one_others() {
        String once = new WorkloadSimulator(5).cells(1).toString();
        assertEquals(once, new WorkloadSimulator(5).cells(1).toString());
        assertFalse(once.equals(new WorkloadSimulator(6).cells(1).toString()));
    }

    @Test
    void a_cell_takes_between_seconds_and_minutes() {
        for (SimulatedCell cell : cells) {
            long millis = cell.endMillis() - cell.startMillis();
            assertTrue(millis >= 8_000 && millis < 310_000, () -> cell.scenario() + " took ms " + millis);
        }
    }

    @Test
    void samples_are_ordered_by_time_from_the_start_to_the_end() {
        for (SimulatedCell cell : cells) {
            List<Sample> samples = cell.samples();
            assertEquals(cell.startMillis(), samples.get(0).timeMillis());
            assertEquals(cell.endMillis(), samples.get(samples.size() - 1).timeMillis());
            for (int i = 1; i < samples.size(); i++) {
                assertTrue(samples.get(i - 1).timeMillis() <= samples.get(i).timeMillis());
            }
        }
    }

    @Test
    void shares_lie_between_nothing_and_all() {
        List<Metric> shares = List.of(
                GpuMetric.UTILIZATION,
                GpuMetric.MEMORY_CONTROLLER_UTILIZATION,
                HostMetric.CPU_USAGE,
                HostMetric.CPU_IOWAIT);
        for (SimulatedCell cell : cells) {
            for (Metric share : shares) {
                readings(cell, share)
                        .forEach(value -> assertTrue(value >= 0 && value <= 1, () -> share.id() + " is " + value));
            }
        }
    }

    @Test
    void nothing_is_below_zero_and_no_counter_goes_back() {
        for (SimulatedCell cell : cells) {
            Map<Metric, Double> last = new HashMap<>();
            for (Sample sample : cell.samples()) {
                sample.forEach((metric, value) -> {
                    double least = metric.kind() == Kind.COUNTER ? last.getOrDefault(metric, 0.0) : 0;
                    assertTrue(value >= least, () -> metric.id() + " went from " + least + " to " + value);
                    last.put(metric, value);
                });
            }
        }
    }

    @Test
    void the_energy_counter_is_the_power_over_time() {
        int compared = 0;
        for (SimulatedCell cell : cells) {
            List<Sample> samples = cell.samples().stream()
                    .filter(sample -> sample.get(GpuMetric.ENERGY).isPresent())
                    .toList();
            // a collection stops the probe, too: what it misses is not like what it sees
            if (!samples.isEmpty() && pausedShare(cell) < 0.05) {
                compared++;
                compareEnergy(cell.scenario(), samples);
            }
        }
        assertTrue(compared > 600, "compared " + compared);
    }

    private static double pausedShare(SimulatedCell cell) {
        List<Double> paused = readings(cell, JvmMetric.GC_PAUSE_SECONDS);
        double seconds = (cell.endMillis() - cell.startMillis()) / 1000.0;
        return (paused.get(paused.size() - 1) - paused.get(0)) / seconds;
    }

    private static void compareEnergy(String scenario, List<Sample> samples) {
        double integrated = 0;
        double most = 0;
        for (int i = 1; i < samples.size(); i++) {
            double seconds = (samples.get(i).timeMillis() - samples.get(i - 1).timeMillis()) / 1000.0;
            double watts = value(samples.get(i), GpuMetric.POWER_USAGE);
            integrated += seconds * (watts + value(samples.get(i - 1), GpuMetric.POWER_USAGE)) / 2;
            most = Math.max(most, watts);
        }
        double counted =
                value(samples.get(samples.size() - 1), GpuMetric.ENERGY) - value(samples.get(0), GpuMetric.ENERGY);
        // power is an average over the second before, so it is a second late when it changes
        assertEquals(counted, integrated, 0.05 * counted + 2 * most, scenario);
    }

    @Test
    void a_jvm_uses_no_more_cpus_than_there_are() {
        for (SimulatedCell cell : cells) {
            double cpus = readings(cell, HostMetric.CPU_COUNT).get(0);
            List<Double> spent = readings(cell, JvmMetric.CPU_SECONDS);
            double seconds = (cell.endMillis() - cell.startMillis()) / 1000.0;
            double used = (spent.get(spent.size() - 1) - spent.get(0)) / seconds;
            assertTrue(used <= cpus + 0.1, () -> cell.scenario() + " used " + used + " of " + cpus);
        }
    }

    private static List<Double> readings(SimulatedCell cell, Metric metric) {
        return cell.samples().stream()
                .flatMap(sample -> sample.get(metric).stream().boxed())
                .toList();
    }

    private static double value(Sample sample, Metric metric) {
        return sample.get(metric).orElseThrow();
    }
}
