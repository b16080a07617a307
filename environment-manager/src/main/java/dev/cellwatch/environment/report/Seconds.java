package dev.cellwatch.environment.report;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.text.Durations;
import java.time.Duration;

/** The times of {@code monitor} as people type them. */
public final class Seconds {

    private Seconds() {}

    /** A time between readings. */
    public static Duration interval(String text) {
        Duration interval = parse("INTERVAL", text);
        if (!Durations.isInterval(interval)) {
            throw Failure.usage("INTERVAL goes from 0.25 seconds to one hour; " + text + " does not fit.");
        }
        return interval;
    }

    /** How long to go on; zero is without end. */
    public static Duration duration(String text) {
        Duration duration = parse("DURATION", text);
        if (!Durations.isLength(duration)) {
            throw Failure.usage("DURATION goes up to 30 days, or is 0 for without end; " + text + " does not fit.");
        }
        return duration;
    }

    private static Duration parse(String name, String text) {
        return Durations.parse(text)
                .filter(time -> !text.contains("e")) // an exponent is a slip
                .orElseThrow(() ->
                        Failure.usage(name + " is a time such as 5, 0.5, 90s, 5m or 2h; \"" + text + "\" is not."));
    }
}
