package dev.cellwatch.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Memory of 100 in 60 readings, 5 seconds apart. */
class ForecastTest {

    private static final int READINGS = 60;

    private static Optional<Forecast> forecast(IntToDoubleFunction value) {
        double[] values = new double[READINGS];
        Arrays.setAll(values, value);
        return Forecast.of(new Window(0, 5000, values, values, values), 100);
    }

    @Test
    void a_steady_leak_is_full_when_it_must_be() {
        Forecast forecast = forecast(i -> 20 + 0.5 * i).orElseThrow(); // 0.1 a second, 49.5 at the end
        assertEquals(505, forecast.seconds(), 1e-6);
        assertEquals(505, forecast.soonest(), 1e-6);
        assertEquals(505, forecast.latest(), 1e-6);
    }

    @Test
    void a_leak_in_steps_and_with_noise_is_full_within_the_band() {
        Random random = new Random(1);
        Forecast noisy = forecast(i -> 20 + 0.5 * i + random.nextGaussian()).orElseThrow();
        assertTrue(noisy.soonest() < 505 && 505 < noisy.latest(), noisy::toString);
        Forecast stepped = forecast(i -> 20 + 3 * (i / 6)).orElseThrow(); // blocks of 3 every 30 seconds
        assertEquals((100 - 47) / 0.1, stepped.seconds(), 60);
    }

    @Test
    void a_few_odd_readings_change_nothing() {
        Forecast forecast = forecast(i -> i % 20 == 7 ? 90 : 20 + 0.5 * i).orElseThrow();
        assertEquals(505, forecast.seconds(), 30);
    }

    @Test
    void gaps_change_nothing() {
        assertEquals(
                505,
                forecast(i -> i > 10 && i < 30 ? Double.NaN : 20 + 0.5 * i)
                        .orElseThrow()
                        .seconds(),
                1e-6);
    }

    @Test
    void what_does_not_rise_for_sure_is_not_forecast() {
        Random random = new Random(2);
        assertEquals(Optional.empty(), forecast(i -> 50), "level");
        assertEquals(Optional.empty(), forecast(i -> 80 - 0.5 * i), "falling");
        assertEquals(Optional.empty(), forecast(i -> 50 + 5 * random.nextGaussian()), "noise");
        assertEquals(Optional.empty(), forecast(i -> 40 + 3.0 * (i % 12)), "a heap that is collected");
        assertEquals(Optional.empty(), forecast(i -> Math.min(60, 20 + 2.0 * i)), "a model that has been loaded");
        assertEquals(Optional.empty(), forecast(i -> i < 30 ? 20 : 60), "one step");
        assertEquals(Optional.empty(), forecast(i -> 20 + 0.01 * i), "next to nothing");
        assertEquals(Optional.empty(), forecast(i -> i < 50 ? Double.NaN : i), "too few readings");
        assertEquals(Optional.empty(), forecast(i -> 10 + 0.05 * i), "hours away");
    }

    @Test
    void chance_is_hardly_ever_taken_for_a_leak() {
        Random random = new Random(3);
        int told = 0;
        for (int series = 0; series < 2000; series++) {
            told += forecast(i -> 90 + 3 * random.nextGaussian()).isPresent() ? 1 : 0;
        }
        assertTrue(told <= 2, told + " of 2000");
    }

    @Test
    void a_random_walk_is_told_seldom() {
        Random random = new Random(4);
        int told = 0;
        for (int series = 0; series < 1000; series++) {
            double[] at = {50};
            told += forecast(i -> at[0] += random.nextGaussian() * 0.5).isPresent() ? 1 : 0;
        }
        assertTrue(told <= 150, told + " of 1000: a walk does rise for a while, and that is told");
    }
}
