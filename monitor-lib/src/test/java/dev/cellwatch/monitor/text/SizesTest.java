package dev.cellwatch.monitor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "4096,4096",
        "64MiB,67108864",
        "64M,67108864",
        "64mb,67108864",
        "1.5 KiB,1536",
        "2g,2147483648",
        "100 b,100",
        "1T,1099511627776"
    })
    void sizes_as_people_write_them(String text, long bytes) {
        assertEquals(Optional.of(bytes), Sizes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "big", "-1", "1e9", "64 megs", "1..5M", "9999999999999999999"})
    void anything_else_is_no_size(String text) {
        assertEquals(Optional.empty(), Sizes.parse(text));
    }

    @Test
    void moments_have_milliseconds_also_where_they_are_zero() {
        assertEquals("2026-03-01T12:00:00.000Z", Times.utc(1_772_366_400_000L));
        assertEquals("2026-03-01T12:00:00.250Z", Times.utc(1_772_366_400_250L));
    }
}
