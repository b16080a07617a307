package dev.cellwatch.monitor.log;

import java.util.Map;
import java.util.Optional;

/** Writes that a cell, or a piece of code that is measured as one, begins, and then that it is over. */
public final class CellEvents {

    private final String cell;
    private final Map<String, String> metadata;
    private final Span span;

    private CellEvents(EventLog log, Optional<String> name) {
        cell = "Cell" + name.map(words -> " " + words).orElse("");
        metadata = name.map(words -> Map.of("cell", words)).orElse(Map.of());
        span = log.begin(Level.INFO, "cell", cell + " begins", metadata);
    }

    /** A cell begins; what is written until its end shares its trace. */
    public static CellEvents ofCell(EventLog log, Optional<String> name) {
        CellEvents events = new CellEvents(log, name);
        events.span.aroundAll();
        return events;
    }

    /** A piece of code begins; nothing else shares its trace, because nobody knows that it will ever end. */
    public static CellEvents ofCode(EventLog log, String name) {
        return new CellEvents(log, Optional.of(name));
    }

    /** It is over; what comes after the first call is not written. */
    public void end(boolean well) {
        span.end(well ? Level.INFO : Level.WARN, cell + (well ? " ended" : " failed"), metadata);
    }
}
