package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxesTest {

    private final Scale scale = new Scale();

    @Test
    void a_limit_fixes_the_axis_whatever_the_values_do() {
        scale.fit(80, 0, 12);
        double top = scale.axis().top();
        scale.fit(80, 0, 79);
        assertEquals(84, top, 1e-9);
        assertEquals(top, scale.axis().top());
        assertEquals(List.of(0.0, 25.0, 50.0, 75.0), scale.axis().ticks());
    }

    @Test
    void without_a_limit_the_axis_grows_in_round_numbers_and_never_shrinks() {
        scale.fit(Double.NaN, 0, 130);
        assertEquals(150, scale.axis().top());
        scale.fit(Double.NaN, 0, 20);
        assertEquals(150, scale.axis().top());
        scale.fit(Double.NaN, 0, 160);
        assertEquals(200, scale.axis().top());
    }

    @Test
    void numbers_of_any_size_have_short_labels() {
        scale.fit(Double.NaN, 0, 4e-6);
        assertEquals(List.of("0", "2e-6", "4e-6", "6e-6"), scale.axis().labels());
        scale.fit(Double.NaN, 0, 2.1e-4);
        assertEquals(List.of("0", "0.0001", "0.0002", "0.0003"), scale.axis().labels());
        scale.fit(Double.NaN, 0, 0.013);
        assertEquals(List.of("0", "0.005", "0.01", "0.015"), scale.axis().labels());
        scale.fit(Double.NaN, 0, 3e7);
        assertEquals(List.of("0", "10M", "20M", "30M", "40M"), scale.axis().labels());
    }

    @Test
    void below_zero_the_axis_grows_in_round_numbers_too() {
        scale.fit(Double.NaN, -1.2, 2.5);
        assertEquals(List.of("-2", "-1", "0", "1", "2", "3"), scale.axis().labels());
        scale.fit(Double.NaN, 0, 1);
        assertEquals(-2, scale.axis().bottom());
        assertEquals(0.4, scale.axis().share(0), 1e-9);
    }

    @Test
    void an_axis_of_which_nothing_is_known_is_still_an_axis() {
        scale.fit(Double.NaN, 0, Double.NaN);
        assertEquals(1, scale.axis().top());
        assertEquals(2, scale.axis().ticks().size());
    }

    @Test
    void the_time_axis_ends_now_and_names_its_unit_once() {
        assertEquals(
                List.of("-5 min", "-4", "-3", "-2", "-1", "now"),
                TimeAxis.of(Duration.ofMinutes(5)).labels());
        assertEquals(List.of("-60 s", "-50", "-40", "-30", "-20", "-10", "now"), labels(60));
        assertEquals("-24 h", labels(86_400).get(0));
    }

    @Test
    void any_window_has_a_handful_of_ticks_within_it() {
        for (int seconds : new int[] {1, 7, 59, 61, 100, 600, 3599, 3600, 40_000, 86_400, 1_000_000}) {
            TimeAxis axis = TimeAxis.of(Duration.ofSeconds(seconds));
            assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 13, seconds + " s: " + axis.labels());
            assertTrue(axis.ticks().get(0) >= -seconds, seconds + " s: " + axis.ticks());
        }
    }

    private static List<String> labels(int seconds) {
        return TimeAxis.of(Duration.ofSeconds(seconds)).labels();
    }
}
