package dev.cellwatch.monitor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificantTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0.21342, 0.2134, 0.213",
        "-0.5, -0.5, -0.5",
        "0.001, 0.001, 0.001",
        "0.0000153, 1.53e-5, 1.53e-5",
        "1840.4, 1840, '1,840'",
        "99.96, 99.96, 100",
        "1234567890, 1.235e+9, 1.23e+9",
        "-1e-300, -1e-300, -1e-300",
    })
    void a_number_is_told_by_its_first_digits(double value, String four, String brief) {
        assertEquals(four, Significant.text(value));
        assertEquals(brief, Significant.brief(value));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0.1, 0.3",
        "7, 0.025, 0.175",
        "-2, 0.5, -1",
        "0, 5, 0",
        "4, 2.5e-6, 1e-5",
        "3, 250000, 750k",
        "3, 2500, 7500",
        "6, 2500, 15k",
        "-3, 5e6, -15M",
        "2, 1e9, 2e+9"
    })
    void steps_have_no_noise_in_their_last_digits(long count, double step, String words) {
        assertEquals(words, Significant.steps(count, step));
    }
}
