package dev.cellwatch.monitor.measure;

import static dev.cellwatch.monitor.measure.Played.GPU;
import static dev.cellwatch.monitor.measure.Played.power;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnergyTest {

    private static Map<GpuMetric, Double> counter(double joules) {
        return Map.of(GpuMetric.ENERGY, joules);
    }

    @Test
    void the_counter_is_taken_where_there_is_one() {
        Energy energy = new Played(10)
                .at(0, GPU, counter(5_000_000))
                .at(5, GPU, counter(5_001_000))
                .at(10, GPU, counter(5_003_000))
                .energy()
                .orElseThrow();
        assertEquals(3000, energy.joules());
        assertEquals(3000 / 3600.0, energy.wattHours(), 1e-9);
        assertEquals(30, energy.error(), 1e-9, "a tenth of a second of its mean of 300 W");
        assertEquals(Energy.Source.COUNTER, energy.source());
    }

    @Test
    void a_counter_that_was_lost_on_the_way_is_told_with_what_is_missing_or_not_at_all() {
        Energy energy = new Played(100)
                .at(0, GPU, counter(0))
                .at(90, GPU, counter(9000))
                .energy()
                .orElseThrow();
        assertEquals(10_000, energy.joules(), 1e-9, "the rest is taken for like it was");
        assertEquals(1000 + 10, energy.error(), 1e-9, "and may be nothing");
        assertEquals(
                Optional.empty(),
                new Played(100)
                        .at(0, GPU, counter(0))
                        .at(30, GPU, counter(3000))
                        .energy());
    }

    @Test
    void a_counters_error_is_that_of_the_power_at_its_ends() {
        Energy energy = new Played(10)
                .at(0, GPU, Map.of(GpuMetric.ENERGY, 0.0, GpuMetric.POWER_USAGE, 100.0))
                .at(10, GPU, Map.of(GpuMetric.ENERGY, 3000.0, GpuMetric.POWER_USAGE, 700.0))
                .energy()
                .orElseThrow();
        assertEquals(70, energy.error(), 1e-9);
    }

    @Test
    void steady_power_adds_up_without_an_error() {
        Energy energy = new Played(60).steady(GPU, power(250)).energy().orElseThrow();
        assertEquals(15_000, energy.joules(), 1e-6);
        assertEquals(0, energy.error(), 1e-6);
        assertEquals(Energy.Source.POWER, energy.source());
    }

    @Test
    void a_ramp_adds_up_to_its_middle_and_the_truth_lies_within_the_error() {
        Played ramp = new Played(10);
        for (int second = 0; second <= 10; second++) {
            ramp.at(second, GPU, power(100 + 10 * second));
        }
        Energy energy = ramp.energy().orElseThrow();
        assertEquals(1500, energy.joules(), 1e-9);
        assertEquals(
                100, energy.error(), 1e-9, "5 J a second between readings, and half a second of 100 W at the ends");
    }

    @Test
    void a_step_that_no_reading_saw_lies_within_the_error() {
        Energy energy = new Played(20)
                .at(0, GPU, power(100))
                .at(10, GPU, power(100))
                .at(20, GPU, power(500))
                .energy()
                .orElseThrow();
        double soonest = 10 * 100 + 10 * 500;
        double latest = 20 * 100;
        assertTrue(soonest <= energy.joules() + energy.error() && latest >= energy.joules() - energy.error());
    }

    @Test
    void a_counter_that_was_set_back_is_not_believed() {
        Energy energy = new Played(10)
                .at(0, GPU, Map.of(GpuMetric.ENERGY, 9e6, GpuMetric.POWER_USAGE, 200.0))
                .at(5, GPU, Map.of(GpuMetric.ENERGY, 100.0, GpuMetric.POWER_USAGE, 200.0))
                .at(10, GPU, Map.of(GpuMetric.ENERGY, 1100.0, GpuMetric.POWER_USAGE, 200.0))
                .energy()
                .orElseThrow();
        assertEquals(2000, energy.joules(), 1e-9);
        assertEquals(Energy.Source.POWER, energy.source());
    }

    @Test
    void what_was_not_read_counts_like_the_rest_and_into_the_error() {
        Energy energy = new Played(10)
                .at(1, GPU, power(100))
                .at(10, GPU, power(100))
                .energy()
                .orElseThrow();
        assertEquals(1000, energy.joules(), 1e-9);
        Energy late = new Played(10)
                .at(0, GPU, power(100))
                .at(2, GPU, Map.of(GpuMetric.UTILIZATION, 0.5)) // a reading without power
                .at(10, GPU, power(100))
                .energy()
                .orElseThrow();
        assertEquals(1000, late.joules(), 1e-9);
        assertEquals(200, late.error(), 1e-9);
    }

    @Test
    void less_than_a_second_is_below_resolution_and_nothing_read_is_nothing_told() {
        assertEquals(Optional.empty(), new Played(0.9).steady(GPU, power(100)).energy());
        assertEquals(
                Optional.empty(),
                new Played(10).steady(GPU, Map.of(GpuMetric.UTILIZATION, 1.0)).energy());
        assertEquals(
                Optional.empty(),
                new Played(10).at(0, GPU, power(100)).at(5, GPU, power(100)).energy(),
                "half of the time was not read");
    }
}
