package dev.cellwatch.monitor.log;

import java.util.Map;
import java.util.Optional;

/** Writes that code which is measured begins, and then that it is over. */
public final class MeasureEvents {

    private final String code;
    private final Map<String, String> metadata;
    private final Span span;

    private MeasureEvents(EventLog log, Optional<String> name) {
        code = name.map(words -> "Measured " + words).orElse("Measured code");
        metadata = name.map(words -> Map.of("name", words)).orElse(Map.of());
        span = log.begin(Level.INFO, "measure", code + " begins", metadata);
        name.ifPresent(words -> span.ongoing().span().attribute("name", words));
    }

    /** A whole cell begins; what is written until its end shares its trace. */
    public static MeasureEvents ofCell(EventLog log, Optional<String> name) {
        MeasureEvents events = new MeasureEvents(log, name);
        events.span.aroundAll();
        return events;
    }

    /** A piece of code begins; nothing else shares its trace, because nobody knows that it will ever end. */
    public static MeasureEvents ofCode(EventLog log, String name) {
        return new MeasureEvents(log, Optional.of(name));
    }

    /** It is over; what comes after the first call is not written. */
    public void end(boolean well) {
        span.end(well ? Level.INFO : Level.WARN, code + (well ? " ended" : " failed"), metadata);
    }
}
