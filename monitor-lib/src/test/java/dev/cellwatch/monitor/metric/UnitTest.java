package dev.cellwatch.monitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource({
        "BYTES, 0, 0 B",
        "BYTES, 1023, 1023 B",
        "BYTES, 1536, 1.5 KiB",
        "BYTES, 79026978816, 73.6 GiB",
        "BYTES_PER_SECOND, 1048576, 1.0 MiB/s",
        "RATIO, 0.86, 86 %",
        "RATIO, 0.004, 0.4 %",
        "WATTS, 583.4, 583 W",
        "CELSIUS, 67, 67 °C",
        "HERTZ, 1980000000, 1980 MHz",
        "SECONDS, 0.25, 250 ms",
        "SECONDS, 2.5, 2.5 s",
        "COUNT, 3, 3"
    })
    void values_are_written_for_people(Unit unit, double value, String text) {
        assertEquals(text, unit.format(value));
    }

    @Test
    void a_plain_number_has_no_suffix() {
        assertEquals("", Unit.COUNT.suffix());
    }
}
