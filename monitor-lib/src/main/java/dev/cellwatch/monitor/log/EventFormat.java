package dev.cellwatch.monitor.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.cellwatch.monitor.text.Secrets;
import dev.cellwatch.monitor.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a record is written, in one line and without its secrets. */
enum EventFormat {
    /** An object with all that is known. */
    JSON {
        @Override
        String line(Event event) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("timestamp", Times.utc(event.millis()));
            tree.put("level", event.level().name());
            tree.put("component", Secrets.maskText(event.component()));
            tree.put("message", Secrets.maskText(event.message()));
            tree.put("metadata", Metadata.masked(event.metadata()));
            tree.put("trace_id", event.trace().traceId());
            tree.put("span_id", event.trace().spanId());
            event.duration().ifPresent(took -> tree.put("duration", seconds(took)));
            try {
                return Json.WRITER.writeValueAsString(tree);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible); // a tree of maps, lists, numbers and text
            }
        }

        @Override
        boolean takes(Level level) {
            return true;
        }
    },
    /** {@code 2026-03-01 12:00:00,250 - training - INFO - Training run mnist begins}, by the clock on the wall. */
    TEXT {
        @Override
        String line(Event event) {
            String time = LOCAL.format(Instant.ofEpochMilli(event.millis()).atZone(ZoneId.systemDefault()));
            String took =
                    event.duration().map(length -> " (" + seconds(length) + ")").orElse("");
            return oneLine(time + " - " + Secrets.maskText(event.component()) + " - " + event.level() + " - "
                    + Secrets.maskText(event.message()) + took);
        }

        @Override
        boolean takes(Level level) {
            return level.compareTo(Level.INFO) <= 0;
        }
    };

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    /** Loaded by whoever writes, which is not the thread of a cell. */
    private static final class Json {
        static final ObjectWriter WRITER = new ObjectMapper().writer();
    }

    abstract String line(Event event);

    /** Whether records of that level are written. */
    abstract boolean takes(Level level);

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3fs", time.toMillis() / 1000.0);
    }
}
