package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final double NAN = Double.NaN;

    @Test
    void a_line_of_single_samples_stays_what_it_is() {
        double[] samples = {3, 1, 4, 1, 5, 9, 2, 6};
        Curve curve = Curve.of(new Window(0, 1000, samples, samples, samples), 1, 2500);
        assertArrayEquals(samples, curve.y());
    }

    @Test
    void a_spike_of_one_sample_survives_up_and_down() {
        double[] min = {50, 50, 50, 2, 50, 50};
        double[] mean = {50, 50, 50, 49, 51, 50};
        double[] max = {50, 50, 50, 50, 99, 50};
        Curve curve = Curve.of(new Window(0, 10_000, min, mean, max), 1, 25_000);
        assertEquals(2, Arrays.stream(curve.y()).min().orElseThrow());
        assertEquals(99, Arrays.stream(curve.y()).max().orElseThrow());
    }

    @Test
    void what_jitters_is_drawn_by_its_means_over_gaps_of_any_length() {
        double[] min = {90, 91, 90, NAN, 20};
        double[] mean = {100, 101, 110, NAN, 95};
        double[] max = {110, 109, 180, NAN, 110};
        Window window = new Window(0, 1000, min, mean, max);
        assertArrayEquals(
                new double[] {200, 202, 220, NAN, 190},
                Curve.ofMeans(window, 2, 0).y());
        assertArrayEquals(
                new double[] {200, 202, 220, 205, 190},
                Curve.ofMeans(window, 2, 5000).y());
    }

    @Test
    void a_fall_is_drawn_as_a_fall() {
        double[] min = {90, 20};
        double[] max = {95, 30};
        Curve curve = Curve.of(new Window(0, 1000, min, min, max), 1, 2500);
        assertArrayEquals(new double[] {95, 20}, curve.y());
    }

    @Test
    void the_same_buckets_give_the_same_points_when_the_window_has_moved_on() {
        double[] min = {1, 2, 3, 4, 5, 6};
        double[] max = {8, 9, 7, 6, 8, 9};
        Window before = new Window(0, 1000, min, min, max);
        Window after = new Window(
                1000,
                1000,
                Arrays.copyOfRange(min, 1, 6),
                Arrays.copyOfRange(min, 1, 6),
                Arrays.copyOfRange(max, 1, 6));
        double[] expected = Arrays.copyOfRange(Curve.of(before, 1, 2500).y(), 2, 6);
        double[] moved = Curve.of(after, 1, 2500).y();
        assertArrayEquals(sorted(expected, 0), sorted(moved, 1), "the pair at 2 s and 3 s");
        assertArrayEquals(sorted(expected, 2), sorted(moved, 3), "the pair at 4 s and 5 s");
    }

    private static double[] sorted(double[] values, int from) {
        double[] pair = Arrays.copyOfRange(values, from, from + 2);
        Arrays.sort(pair);
        return pair;
    }

    @Test
    void a_bucket_without_a_sample_that_was_not_due_is_passed_over_and_a_silence_stays_a_gap() {
        double[] values = {10, NAN, 20, NAN, NAN, NAN, 30};
        Curve curve = Curve.of(new Window(0, 1000, values, values, values), 1, 2500);
        assertArrayEquals(new double[] {10, 15, 20, NAN, NAN, NAN, 30}, curve.y());
    }

    @Test
    void values_come_in_the_unit_of_the_panel_and_points_stand_in_the_middle_of_their_buckets() {
        double[] ratio = {0.25, 0.5};
        Curve curve = Curve.of(new Window(4000, 2000, ratio, ratio, ratio), 100, 5000);
        assertArrayEquals(new double[] {25, 50}, curve.y());
        assertEquals(5000, curve.firstMillis());
    }

    @Test
    void the_highest_of_nothing_is_nothing() {
        assertTrue(Double.isNaN(new Curve(0, 1, new double[] {NAN}).highest()));
        assertEquals(3, new Curve(0, 1, new double[] {NAN, 3, 1}).highest());
    }
}
