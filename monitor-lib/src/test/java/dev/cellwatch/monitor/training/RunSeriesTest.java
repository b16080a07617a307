package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunSeriesTest {

    private final RunSeries series = new RunSeries();

    @Test
    void few_values_stand_as_they_are_with_gaps_between() {
        series.add(10_500, 3);
        series.add(12_500, 1);
        Window window = series.window(10_000, 15_000, 5);
        assertEquals(1000, window.stepMillis());
        assertEquals(11_000, window.startMillis(), "cut from absolute time, after the start");
        assertArrayEquals(new double[] {Double.NaN, 1, Double.NaN, Double.NaN, Double.NaN}, window.mean());
        assertArrayEquals(
                new double[] {3, Double.NaN, 1, Double.NaN},
                series.window(9000, 13_000, 4).mean());
    }

    @Test
    void a_million_values_take_no_more_room_and_keep_first_last_and_extremes() {
        for (int i = 0; i < 1_000_000; i++) {
            series.add(i * 10L, i == 0 ? 7 : i == 333_333 ? 500 : i == 666_666 ? -500 : Math.sin(i));
        }
        assertEquals(Math.sin(999_999), series.last());
        assertEquals(-500, series.lowest());
        Window window = series.window(0, 10_000_000, 120);
        assertTrue(window.size() <= 120);
        assertEquals(500, Arrays.stream(window.max()).max().orElseThrow());
        assertEquals(-500, Arrays.stream(window.min()).min().orElseThrow());
        assertEquals(7, series.window(-10_000, 10_000_000, 1001).max()[0], "the first");
        assertEquals(0, Arrays.stream(window.mean()).filter(Double::isNaN).count());
        assertTrue(Math.abs(window.mean()[5]) < 0.1, "the mean of a sine");
    }

    @Test
    void a_spike_stands_where_it_was() {
        for (int i = 0; i < 50_000; i++) {
            series.add(i * 10L, i == 25_000 ? 9 : 1);
        }
        Window window = series.window(0, 500_000, 100);
        int spike = 0;
        while (window.max()[spike] < 9) {
            spike++;
        }
        assertEquals(
                250_000.0, (double) (window.startMillis() + spike * window.stepMillis()), 5000.0 + window.stepMillis());
    }

    @Test
    void values_that_come_late_or_again_are_kept_and_nothing_outside_the_window_is() {
        series.add(5000, 5);
        series.add(4000, 4);
        series.add(4000, 6);
        assertArrayEquals(
                new double[] {5, 5, Double.NaN}, series.window(3000, 6000, 3).mean());
        assertArrayEquals(
                new double[] {Double.NaN, Double.NaN},
                series.window(100_000, 101_500, 2).mean());
    }
}
