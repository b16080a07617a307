package dev.cellwatch.monitor.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a record belongs to.
 *
 * @param traceId 32 hex digits, shared by all that happened within one thing
 * @param spanId 16 hex digits, that thing's own
 */
public record Trace(String traceId, String spanId) {

    /** One of its own within another, or on its own. */
    public static Trace within(@Nullable Trace outer) {
        return new Trace(outer == null ? digits() + digits() : outer.traceId(), digits());
    }

    private static String digits() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)); // all zero is none
    }
}
