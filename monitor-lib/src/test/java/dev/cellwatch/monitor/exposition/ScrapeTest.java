package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTest {

    private static String text(double value) {
        StringBuilder text = new StringBuilder();
        Scrape.number(value, text);
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "85899345920, 85899345920",
        "-3, -3",
        "0.5, 0.5",
        "0.07, 0.07",
        "-0.25, -0.25",
        "398.888, 398.888",
        "0.000001, 0.000001",
        "1.000001, 1.000001",
        "0.1234567, 0.1234567",
        "1e300, 1.0E300",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void a_number_is_as_short_as_it_can_be(double value, String text) {
        assertEquals(text, text(value));
    }

    @Test
    void what_is_written_reads_as_the_same_number() {
        Random dice = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double any = Double.longBitsToDouble(dice.nextLong());
            double small = dice.nextInt() / Math.pow(10, dice.nextInt(12));
            double ratio = dice.nextInt(100_000) / (1.0 + dice.nextInt(1_000));
            for (double value : new double[] {any, small, ratio}) {
                assertEquals(value, Double.parseDouble(text(value)), () -> "bits " + Double.doubleToLongBits(value));
            }
        }
    }
}
