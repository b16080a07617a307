package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.training.BatchFit.Largest;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchFitTest {

    private static final double GIB = 1L << 30;

    @Test
    void peaks_on_a_line_give_what_a_sample_takes_and_what_all_take() {
        BatchFit fit = fit(0, 32, 5.1, 64, 8.3, 128, 14.7);
        assertEquals(0.1 * GIB, fit.perSample(), 1);
        assertEquals(1.9 * GIB, fit.fixed(), 10);
        assertEquals(new Largest(701, OptionalInt.of(701), OptionalInt.of(701)), fit.largest(72 * GIB));
    }

    @Test
    void peaks_that_were_rounded_are_known_no_better_than_that() {
        // by another program: 669.17 to 736.36
        assertEquals(
                new Largest(701, OptionalInt.of(669), OptionalInt.of(736)),
                fit(0.1, 32, 5.1, 64, 8.3, 128, 14.7).largest(72 * GIB));
    }

    @Test
    void the_band_is_that_of_the_next_peak() {
        BatchFit fit = fit(0, 8, 3.0, 16, 4.1, 32, 5.9, 64, 10.1);
        // by another program: a deviation of 0.1134 GiB, 142.92 between 132.68 and 155.01
        assertEquals(0.11344410613774165, fit.deviation() / GIB, 1e-9);
        assertEquals(new Largest(142, OptionalInt.of(132), OptionalInt.of(155)), fit.largest(20 * GIB));
    }

    @Test
    void nineteen_of_twenty_bands_hold_the_truth() {
        Random random = new Random(11);
        int held = 0;
        for (int i = 0; i < 2000; i++) {
            double[] scattered = {160, 0, 320, 0, 480, 0, 640, 0, 960, 0};
            for (int k = 0; k < scattered.length; k += 2) {
                scattered[k + 1] = 2 + 0.01 * scattered[k] + 0.05 * random.nextGaussian();
            }
            // the peak of a batch of 2000, measured in the same way, is the limit
            Largest largest = fit(0, scattered).largest((22 + 0.05 * random.nextGaussian()) * GIB);
            boolean holds =
                    largest.surely().orElseThrow() <= 2000 && largest.perhaps().orElseThrow() >= 2000;
            held += holds ? 1 : 0;
        }
        assertTrue(held > 0.94 * 2000 && held < 0.975 * 2000, held + " of 2000");
    }

    @Test
    void two_points_give_a_line_without_a_band() {
        assertEquals(
                new Largest(701, OptionalInt.empty(), OptionalInt.empty()),
                fit(0.1, 32, 5.1, 64, 8.3).largest(72 * GIB));
    }

    @Test
    void where_what_all_take_has_no_room_no_batch_has() {
        assertEquals(0, fit(0, 32, 5.1, 64, 8.3, 128, 14.7).largest(1.5 * GIB).byLine());
    }

    @Test
    void points_that_support_no_line_are_refused() {
        String two = "A line needs the peaks of at least two batch sizes, better of three that lie apart.";
        assertEquals(two, refusal(32, 5.1));
        assertEquals(two, refusal(32, 5.1, 32, 5.3));
        String flat = "The peaks do not grow with the batch, so they set it no limit.";
        assertEquals(flat, refusal(32, 5, 64, 5, 128, 5));
        assertEquals(flat, refusal(32, 8, 64, 5));
        assertEquals(
                "The peaks do not lie near a line: the one of batch 64 is 1.3 GiB below it.",
                refusal(32, 5, 64, 8, 128, 20));
        assertEquals(
                "The peaks grow faster than the batch: by their line a batch of none would take less than no memory.",
                refusal(32, 2, 64, 8));
        assertEquals(
                "The peaks scatter too much beside what they grow; take sizes that lie farther apart.",
                refusalOf(0.5, 32, 5.0, 33, 5.1, 34, 5.2));
    }

    private static String refusal(double... batchAndGib) {
        return refusalOf(0, batchAndGib);
    }

    private static String refusalOf(double step, double... batchAndGib) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> fit(step, batchAndGib))
                .getMessage());
    }

    private static BatchFit fit(double step, double... batchAndGib) {
        BatchPeak[] peaks = new BatchPeak[batchAndGib.length / 2];
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = new BatchPeak((int) batchAndGib[2 * i], batchAndGib[2 * i + 1] * GIB, step * GIB);
        }
        return BatchFit.of(Arrays.asList(peaks));
    }
}
