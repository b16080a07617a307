package dev.cellwatch.environment.report;

import dev.cellwatch.environment.console.Failure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people type them: {@code 5}, {@code 0.5}, {@code 90s}, {@code 5m}, {@code 2h}. */
public final class Seconds {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([smh]?)");
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofDays(30);

    private Seconds() {}

    /** A time between readings. */
    public static Duration interval(String text) {
        Duration interval = parse("INTERVAL", text);
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw Failure.usage("INTERVAL goes from 0.25 seconds to one hour; " + text + " does not fit.");
        }
        return interval;
    }

    /** How long to go on; zero is without end. */
    public static Duration duration(String text) {
        Duration duration = parse("DURATION", text);
        if (duration.compareTo(LONGEST) > 0) {
            throw Failure.usage("DURATION goes up to 30 days, or is 0 for without end; " + text + " does not fit.");
        }
        return duration;
    }

    private static Duration parse(String name, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.usage(name + " is a time such as 5, 0.5, 90s, 5m or 2h; \"" + text + "\" is not.");
        }
        int unit = matcher.group(2).equals("h") ? 3600 : matcher.group(2).equals("m") ? 60 : 1;
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit * 1000));
    }
}
