package dev.cellwatch.monitor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5000",
        "0.5, 500",
        ".25, 250",
        "90s, 90000",
        "500ms, 500",
        "5m, 300000",
        "2h, 7200000",
        "1d, 86400000",
        "1e3, 1000000",
        "' 5 ', 5000"
    })
    void a_time_is_read_as_people_write_it(String text, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "abc", "NaN", "5x", "5 m", "1:30", ".", "e5"})
    void what_is_no_time_is_none(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
    }

    @Test
    void a_time_beyond_all_bounds_is_read_and_makes_no_sense() {
        Duration forever = Durations.parse("1e999d").orElseThrow();
        assertFalse(Durations.isInterval(forever));
        assertFalse(Durations.isLength(forever));
    }

    @Test
    void an_interval_goes_from_a_quarter_of_a_second_to_an_hour_and_a_length_to_thirty_days() {
        assertFalse(Durations.isInterval(Duration.ofMillis(249)));
        assertTrue(Durations.isInterval(Duration.ofMillis(250)));
        assertTrue(Durations.isInterval(Duration.ofHours(1)));
        assertFalse(Durations.isInterval(Duration.ofMillis(3_600_001)));
        assertTrue(Durations.isLength(Duration.ZERO));
        assertTrue(Durations.isLength(Duration.ofDays(30)));
        assertFalse(Durations.isLength(Duration.ofDays(30).plusMillis(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "250, 0.25 s",
        "40000, 40 s",
        "190000, 3 min 10 s",
        "300000, 5 min",
        "7200000, 2 h",
        "7260000, 2 h 1 min",
        "100800000, 1 d 4 h"
    })
    void a_time_is_told_in_its_two_largest_units(long millis, String text) {
        assertEquals(text, Durations.text(Duration.ofMillis(millis)));
    }
}
