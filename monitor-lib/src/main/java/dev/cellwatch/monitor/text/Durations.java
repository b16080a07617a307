package dev.cellwatch.monitor.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them, and which of them make sense for watching. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(e\\d+)?(ms|s|m|h|d)?");
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private Durations() {}

    /**
     * Reads {@code 5}, {@code 0.5}, {@code 90s}, {@code 500ms}, {@code 5m}, {@code 2h}, {@code 1d}; nothing where it is
     * something else. A plain number is seconds.
     */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String exponent = form.group(2) == null ? "" : form.group(2);
        double millis = Double.parseDouble(form.group(1) + exponent) * unitMillis(form.group(3));
        return Optional.of(Duration.ofMillis(Math.round(Math.min(millis, Long.MAX_VALUE / 2.0))));
    }

    private static double unitMillis(@Nullable String unit) {
        return switch (unit == null ? "s" : unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    /** Whether readings or frames may be that far apart: 0.25 s to 1 h. */
    public static boolean isInterval(Duration time) {
        return time.compareTo(SHORTEST_INTERVAL) >= 0 && time.compareTo(LONGEST_INTERVAL) <= 0;
    }

    /** Whether watching may go on for that long: up to 30 days; 0 is without end. */
    public static boolean isLength(Duration time) {
        return time.compareTo(LONGEST) <= 0;
    }

    /** For people: {@code 0.25 s}, {@code 40 s}, {@code 3 min 10 s}, {@code 2 h}, {@code 1 d 4 h}. */
    public static String text(Duration time) {
        if (time.toMinutes() == 0) {
            double seconds = time.toMillis() / 1000.0;
            return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + " s";
        }
        if (time.toHours() == 0) {
            return two(time.toMinutes(), " min", time.toSecondsPart(), " s");
        }
        return time.toDays() == 0
                ? two(time.toHours(), " h", time.toMinutesPart(), " min")
                : two(time.toDays(), " d", time.toHoursPart(), " h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
