package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Significant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shared axis: seconds before now, or seconds or steps since each run's start.
 *
 * @param from its left end
 * @param length how far it reaches from there
 * @param ticks where it is labelled, from left to right
 * @param labels what stands there: {@code -5 min}, {@code -4} ... {@code now}
 * @param unit what stands behind a number of it, with its space
 */
record TimeAxis(double from, double length, List<Double> ticks, List<String> labels, String unit) {

    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
    };
    private static final int MOST_INTERVALS = 6;
    private static final String SECONDS = " s";

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
        return new TimeAxis(-seconds, seconds, List.copyOf(ticks), List.copyOf(labels), SECONDS);
    }

    /** Seconds since a start. */
    static TimeAxis since(Duration window) {
        double seconds = window.toMillis() / 1000.0;
        int step = step(seconds);
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        int last = (int) Math.floor(seconds / step);
        for (int i = 0; i <= last; i++) {
            ticks.add((double) i * step);
            labels.add(i == 0 ? "0" : label(i * step, step, i == last).substring(1));
        }
        return new TimeAxis(0, seconds, List.copyOf(ticks), List.copyOf(labels), SECONDS);
    }

    /** Steps from the first one on. */
    static TimeAxis steps(double count) {
        double step = Math.max(1, Scale.roundStep(count, MOST_INTERVALS));
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i * step <= count; i++) {
            ticks.add(i * step);
            labels.add(Significant.steps(i, step));
        }
        return new TimeAxis(0, count, List.copyOf(ticks), List.copyOf(labels), " steps");
    }

    double to() {
        return from + length;
    }

    /** How far to the right a place is, from 0 to 1. */
    double share(double place) {
        return (place - from) / length;
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
