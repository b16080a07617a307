package dev.cellwatch.notebook.magic;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as people write them: {@code 5}, {@code 0.5}, {@code 90s}, {@code 500ms}, {@code 5m}, {@code 2h}. */
final class Durations {

    static final String FORMS = "seconds (0.5, 90), 500ms, 5m or 2h";

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(e\\d+)?(ms|s|m|h|d)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param what what it is for, for the sentence about a mistake: {@code interval}
     */
    static Duration parse(String text, String what) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new MagicException("\"" + text + "\" is no " + what + ": write " + FORMS + ".");
        }
        String exponent = form.group(2) == null ? "" : form.group(2);
        double millis = Double.parseDouble(form.group(1) + exponent) * unitMillis(form.group(3));
        return Duration.ofMillis(Math.round(Math.min(millis, Long.MAX_VALUE / 2.0)));
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
}
