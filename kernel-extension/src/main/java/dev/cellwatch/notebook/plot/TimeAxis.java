package dev.cellwatch.notebook.plot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shared time axis: seconds before now.
 *
 * @param seconds how far back it reaches
 * @param ticks where it is labelled, from the oldest to now
 * @param labels what stands there: {@code -5 min}, {@code -4} ... {@code now}
 */
record TimeAxis(double seconds, List<Double> ticks, List<String> labels) {

    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
    };
    private static final int MOST_INTERVALS = 6;

    static TimeAxis of(Duration window) {
        return of(window, "now");
    }

    /** @param end what its right end is called */
    static TimeAxis of(Duration window, String end) {
        double seconds = window.toMillis() / 1000.0;
        int step = step(seconds);
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = (int) Math.floor(seconds / step); i >= 0; i--) {
            ticks.add((double) -i * step);
            labels.add(i == 0 ? end : label(i * step, step, ticks.size() == 1));
        }
        return new TimeAxis(seconds, List.copyOf(ticks), List.copyOf(labels));
    }

    private static int step(double seconds) {
        for (int step : STEPS) {
            if (seconds / step <= MOST_INTERVALS) {
                return step;
            }
        }
        return 86_400;
    }

    private static String label(int seconds, int step, boolean first) {
        int unit = step % 3600 == 0 ? 3600 : step % 60 == 0 ? 60 : 1;
        String name = unit == 3600 ? " h" : unit == 60 ? " min" : " s";
        return "-" + seconds / unit + (first ? name : "");
    }
}
