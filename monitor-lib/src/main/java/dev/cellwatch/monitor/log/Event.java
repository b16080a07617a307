package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.text.Secrets;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.monitor.trace.Trace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
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
        Optional<Duration> duration) {

    /** The same at another time. */
    Event at(long otherMillis) {
        return new Event(otherMillis, level, component, message, metadata, trace, duration);
    }

    /** The same as an end. */
    Event over(long endMillis, Duration took) {
        return new Event(endMillis, level, component, message, metadata, trace, Optional.of(took));
    }

    /** All that is known of it, without its secrets. */
    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("timestamp", Times.utc(millis));
        tree.put("level", level.name());
        tree.put("component", Secrets.maskText(component));
        tree.put("message", Secrets.maskText(message));
        tree.put("metadata", Metadata.masked(metadata));
        tree.put("trace_id", trace.traceId());
        tree.put("span_id", trace.spanId());
        duration.ifPresent(took -> tree.put("duration", seconds(took)));
        return tree;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3fs", time.toMillis() / 1000.0);
    }
}
