package dev.cellwatch.notebook.live;

import java.time.Duration;

/** Durations for people. */
public final class Spans {

    private Spans() {}

    /** {@code 0.25 s}, {@code 40 s}, {@code 3 min 10 s}, {@code 2 h}, {@code 1 d 4 h}. */
    public static String text(Duration span) {
        if (span.toMinutes() == 0) {
            double seconds = span.toMillis() / 1000.0;
            return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + " s";
        }
        if (span.toHours() == 0) {
            return two(span.toMinutes(), " min", span.toSecondsPart(), " s");
        }
        return span.toDays() == 0
                ? two(span.toHours(), " h", span.toMinutesPart(), " min")
                : two(span.toDays(), " d", span.toHoursPart(), " h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
