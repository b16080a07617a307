package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.text.JsonText;
import dev.cellwatch.monitor.text.Secrets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a record is written, in one line and without its secrets. */
enum EventFormat {
    /** An object with all that is known. */
    JSON {
        @Override
        String line(Event event) {
            return JsonText.of(event.tree());
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
            String took = event.duration()
                    .map(length -> " (" + Event.seconds(length) + ")")
                    .orElse("");
            return oneLine(time + " - " + Secrets.maskText(event.component()) + " - " + event.level() + " - "
                    + Secrets.maskText(event.message()) + took);
        }

        @Override
        boolean takes(Level level) {
            return level.compareTo(Level.INFO) <= 0;
        }
    };

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    abstract String line(Event event);

    /** Whether records of that level are written. */
    abstract boolean takes(Level level);

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
