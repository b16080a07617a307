package dev.cellwatch.monitor.log;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param metadata as {@link Metadata} has taken it down
 * @param duration how long it took, where this is its end
 */
record Event(
        long millis,
        Level level,
        String component,
        String message,
        Map<String, @Nullable Object> metadata,
        Trace trace,
        Optional<Duration> duration) {}
