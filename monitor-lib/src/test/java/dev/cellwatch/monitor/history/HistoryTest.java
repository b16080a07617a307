package dev.cellwatch.monitor.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.TestMetric;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final long START = 1_700_000_000_000L;
    private static final double GAP = Double.NaN;

    private final History history = new History();

    private void put(long second, TestMetric metric, double value) {
        history.accept(Sample.at(START + second * 1000, Subject.HOST)
                .put(metric, value)
                .build());
    }

    private Window window(TestMetric metric, long fromSecond, long toSecond, int buckets) {
        return history.window(Subject.HOST, metric, START + fromSecond * 1000, START + toSecond * 1000, buckets);
    }

    @Test
    void each_second_stands_in_its_own_bucket() {
        for (int s = 1; s <= 5; s++) {
            put(s, TestMetric.LOAD, s);
        }
        Window window = window(TestMetric.LOAD, 0, 5, 60);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5}, window.mean());
        assertEquals(START + 1000, window.startMillis());
        assertEquals(1000, window.stepMillis());
    }

    @Test
    void a_missed_reading_is_a_gap() {
        put(1, TestMetric.LOAD, 1);
        put(2, TestMetric.LOAD, 2);
        put(5, TestMetric.LOAD, 5);
        put(6, TestMetric.LOAD, 6);
        assertArrayEquals(
                new double[] {1, 2, GAP, GAP, 5, 6},
                window(TestMetric.LOAD, 0, 6, 60).mean());
    }

    @Test
    void a_slow_reading_stands_for_the_seconds_since_the_one_before() {
        put(5, TestMetric.HEAT, 50);
        put(10, TestMetric.HEAT, 60);
        assertArrayEquals(
                new double[] {50, 60, 60, 60, 60, 60},
                window(TestMetric.HEAT, 4, 10, 60).mean());
    }

    @Test
    void after_a_reading_out_of_turn_the_next_one_is_not_late() {
        put(5, TestMetric.HEAT, 50);
        put(10, TestMetric.HEAT, 60);
        put(11, TestMetric.HEAT, 61);
        put(15, TestMetric.HEAT, 65);
        assertArrayEquals(
                new double[] {60, 61, 65, 65, 65, 65},
                window(TestMetric.HEAT, 9, 15, 60).mean());
    }

    @Test
    void a_spike_of_one_second_survives_a_day() {
        for (int s = 0; s < 20 * 3600; s++) {
            put(s, TestMetric.LOAD, s == 4321 ? 99 : 1);
        }
        Window window = window(TestMetric.LOAD, 0, 20 * 3600, 60);
        assertEquals(99, Arrays.stream(window.max()).max().orElseThrow());
        assertEquals(1, Arrays.stream(window.min()).min().orElseThrow());
        assertTrue(window.size() <= 60);
    }

    @Test
    void a_metric_that_no_plot_draws_is_kept_for_a_quarter_of_an_hour() {
        for (int s = 0; s < 3600; s++) {
            put(s, TestMetric.JOULES, s);
        }
        Window window = window(TestMetric.JOULES, 0, 3600, 3600);
        assertEquals(
                900, Arrays.stream(window.mean()).filter(v -> !Double.isNaN(v)).count());
    }

    @Test
    void a_window_that_reaches_back_further_than_anything_is_kept_ends_with_the_newest_values() {
        for (int s = 0; s < 2 * 24 * 3600; s += 30) {
            put(s, TestMetric.LOAD, s);
            put(s, TestMetric.JOULES, s);
        }
        for (TestMetric metric : List.of(TestMetric.LOAD, TestMetric.JOULES)) {
            double[] max = window(metric, 0, 2 * 24 * 3600, 60).max();
            double newest =
                    Arrays.stream(max).filter(v -> !Double.isNaN(v)).max().orElseThrow();
            assertTrue(newest > 2 * 24 * 3600 - 3600, metric + " ends at " + newest);
        }
    }

    @Test
    void on_a_grid_all_series_stand_at_the_same_times() {
        for (int s = 1; s <= 20; s++) {
            put(s, TestMetric.LOAD, s);
        }
        put(5, TestMetric.HEAT, 50);
        put(10, TestMetric.HEAT, 60);
        Grid grid = history.grid(START, START + 10_500, 1000);
        assertEquals(new Grid(START + 1000, 1000, 10), grid);
        assertArrayEquals(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                history.window(Subject.HOST, TestMetric.LOAD, grid).mean());
        assertArrayEquals(
                new double[] {GAP, GAP, GAP, GAP, 50, 60, 60, 60, 60, 60},
                history.window(Subject.HOST, TestMetric.HEAT, grid).mean());
        Window folded = history.window(Subject.HOST, TestMetric.LOAD, history.grid(START, START + 20_000, 5));
        assertEquals(4000, folded.stepMillis());
        assertArrayEquals(new double[] {5.5, 9.5, 13.5, 17.5, 20}, folded.mean());
        assertArrayEquals(new double[] {4, 8, 12, 16, 20}, folded.min());
    }

    @Test
    void a_grid_is_as_fine_as_values_of_that_age_are_kept() {
        put(0, TestMetric.LOAD, 1);
        long now = START + 48 * 3_600_000L;
        assertEquals(1000, history.grid(now - 15 * 60_000L, now, 1000).stepMillis());
        assertEquals(10_000, history.grid(now - 16 * 60_000L, now, 1000).stepMillis());
        assertEquals(30_000, history.grid(now - 6 * 3_600_000L, now, 1000).stepMillis());
        assertEquals(60_000, history.grid(now - 7 * 3_600_000L, now, 1000).stepMillis());
        assertEquals(120_000, history.grid(now - 24 * 3_600_000L, now, 1000).stepMillis());
        assertEquals(720, history.grid(0, now, 1000).count(), "a day at most");
        history.refine(Duration.ofMillis(250));
        assertEquals(500, history.grid(now - 300_000, now, 1000).stepMillis());
    }

    @Test
    void on_a_grid_that_is_finer_than_a_series_each_of_its_values_stands_as_long_as_it_held() {
        put(1, TestMetric.LOAD, 1);
        put(2, TestMetric.LOAD, 2);
        Grid halves = new Grid(START + 1000, 500, 5);
        assertArrayEquals(
                new double[] {1, 1, 2, 2, GAP},
                history.window(Subject.HOST, TestMetric.LOAD, halves).mean());
    }

    @Test
    void buckets_stay_where_they_are_while_the_window_moves() {
        for (int s = 0; s < 300; s++) {
            put(s, TestMetric.LOAD, s);
        }
        Window earlier = window(TestMetric.LOAD, 0, 240, 60);
        Window later = window(TestMetric.LOAD, 10, 250, 60);
        assertEquals(0, (later.startMillis() - earlier.startMillis()) % earlier.stepMillis());
    }

    @Test
    void finer_readings_are_kept_apart_once_somebody_asks_for_them() {
        put(1, TestMetric.LOAD, 1);
        put(2, TestMetric.LOAD, 2);
        history.refine(Duration.ofMillis(250));
        for (int quarter = 1; quarter <= 4; quarter++) {
            history.accept(Sample.at(START + 2000 + quarter * 250L, Subject.HOST)
                    .put(TestMetric.LOAD, 2 + quarter)
                    .build());
        }
        Window window = window(TestMetric.LOAD, 2, 3, 60);
        assertEquals(250, window.stepMillis());
        assertArrayEquals(new double[] {3, 4, 5, 6}, window.mean());
        double[] before = window(TestMetric.LOAD, 0, 2, 60).mean();
        assertEquals(1, before[before.length - 5], "what was kept before stays");
    }

    @Test
    void a_stale_value_is_not_served() {
        put(1, TestMetric.LOAD, 1);
        assertEquals(
                OptionalDouble.of(1),
                history.latest(Subject.HOST, TestMetric.LOAD, START + 3000, Duration.ofSeconds(3)));
        assertEquals(
                OptionalDouble.empty(),
                history.latest(Subject.HOST, TestMetric.LOAD, START + 5000, Duration.ofSeconds(3)));
    }

    @Test
    void what_is_read_only_once_is_fresh_while_its_subject_is_seen() {
        put(1, TestMetric.LIMIT, 700);
        put(3600, TestMetric.LOAD, 1);
        assertEquals(
                OptionalDouble.of(700),
                history.latest(Subject.HOST, TestMetric.LIMIT, START + 3_601_000, Duration.ofSeconds(3)));
        assertEquals(
                OptionalDouble.empty(),
                history.latest(Subject.HOST, TestMetric.LIMIT, START + 3_701_000, Duration.ofSeconds(3)));
    }

    @Test
    void the_newest_values_of_several_metrics_are_those_that_each_has() {
        put(1, TestMetric.LIMIT, 100);
        put(1, TestMetric.LOAD, 1);
        put(1, TestMetric.HEAT, 50);
        put(20, TestMetric.HEAT, 60);
        List<TestMetric> several = List.of(TestMetric.HEAT, TestMetric.LOAD, TestMetric.LIMIT);
        Freshness freshness = new Freshness(Duration.ofSeconds(1));
        assertArrayEquals(
                new double[] {60, GAP, 100},
                history.latest(Subject.HOST, several, START + 21_000, freshness),
                "what is old is none; what is read once stays true");
        assertArrayEquals(
                new double[] {GAP, GAP, GAP}, history.latest(Subject.JVM, several, START + 21_000, freshness));
    }

    @Test
    void a_clock_that_is_set_back_costs_no_more_than_the_readings_in_between() {
        put(3600, TestMetric.LOAD, 1);
        put(0, TestMetric.LOAD, 2);
        put(3601, TestMetric.LOAD, 3);
        double[] mean = window(TestMetric.LOAD, 3599, 3601, 60).mean();
        assertEquals(3, mean[mean.length - 1]);
    }

    @Test
    void a_clock_that_is_corrected_by_a_minute_costs_the_hours_nothing() {
        for (int s = 0; s < 3 * 3600; s++) {
            put(s, TestMetric.LOAD, 1);
        }
        put(3 * 3600 - 60, TestMetric.LOAD, 2);
        put(3 * 3600 + 30, TestMetric.LOAD, 3);
        double[] hours = window(TestMetric.LOAD, 0, 3 * 3600 + 30, 180).mean();
        assertTrue(Arrays.stream(hours).limit(120).allMatch(v -> v == 1), Arrays.toString(hours));
    }

    @Test
    void after_a_clock_that_is_set_back_by_an_hour_everything_goes_on_at_once() {
        put(7200, TestMetric.LOAD, 1);
        for (int s = 3600; s < 3660; s++) {
            put(s, TestMetric.LOAD, 2);
        }
        assertEquals(
                60,
                Arrays.stream(window(TestMetric.LOAD, 3599, 3659, 60).mean())
                        .filter(v -> v == 2)
                        .count());
        assertEquals(List.of(Subject.HOST), history.subjects(Subject.Kind.HOST));
        assertTrue(Arrays.stream(window(TestMetric.LOAD, 0, 3659, 60).max()).anyMatch(v -> v == 2), "the hours too");
    }

    @Test
    void subjects_are_listed_in_order_and_forgotten_when_unseen() {
        Subject first = Subject.of(Subject.Kind.DISK, "device", "sdb");
        Subject second = Subject.of(Subject.Kind.DISK, "device", "sda");
        history.accept(Sample.at(START, first).put(TestMetric.LOAD, 1).build());
        history.accept(Sample.at(START + 1000, second).put(TestMetric.LOAD, 1).build());
        assertEquals(List.of(first, second), history.subjects(Subject.Kind.DISK));
        history.accept(
                Sample.at(START + 1_000_000, second).put(TestMetric.LOAD, 1).build());
        assertEquals(List.of(second), history.subjects(Subject.Kind.DISK));
    }

    @Test
    void things_that_come_and_go_do_not_grow_without_end() {
        for (int i = 0; i < 3000; i++) {
            Subject one = Subject.of(Subject.Kind.NETWORK, "interface", "veth" + i);
            history.accept(Sample.at(START + i, one).put(TestMetric.LOAD, 1).build());
        }
        assertEquals(1024, history.subjects(Subject.Kind.NETWORK).size());
    }

    @Test
    void an_unknown_series_is_an_empty_window() {
        assertEquals(0, window(TestMetric.LOAD, 0, 60, 60).size());
    }

    @Test
    void a_day_of_eight_gpus_fits_into_sixteen_megabytes() {
        long bytes = DayOfHistory.heldBytes();
        assertTrue(bytes < 16L << 20, bytes + " bytes");
        assertTrue(bytes > 1L << 20, "a day that holds nothing was not simulated: " + bytes + " bytes");
    }
}
