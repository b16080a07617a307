package dev.cellwatch.notebook.live;

import java.time.Duration;

/** How far an axis reaches that grows with its runs: it moves seldom, and then by a round step. */
final class AxisLength {

    /** In seconds. */
    private static final int[] TIMES = {
        15, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 14_400,
        21_600, 28_800, 43_200, 64_800, 86_400
    };

    /** Of any power of ten. */
    private static final double[] COUNTS = {1, 1.5, 2, 3, 5, 7.5, 10};

    private AxisLength() {}

    static Duration of(Duration elapsed) {
        for (int seconds : TIMES) {
            if (elapsed.toSeconds() < seconds) {
                return Duration.ofSeconds(seconds);
            }
        }
        return Duration.ofDays(elapsed.toDays() + 1);
    }

    /** Of so many steps. */
    static long of(long steps) {
        long power = 10;
        while (steps >= 10 * power) {
            power *= 10;
        }
        for (double count : COUNTS) {
            if (steps < count * power) {
                return Math.round(count * power);
            }
        }
        return 10 * power;
    }
}
