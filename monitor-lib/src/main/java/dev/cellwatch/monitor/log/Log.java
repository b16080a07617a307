package dev.cellwatch.monitor.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where whatever happens is written down: {@code Cellwatch.log().info("loader", "files read", Map.of("files", 3))}. It
 * costs the caller a few microseconds, never waits and never fails. What looks like a secret is masked. Thread-safe.
 */
public interface Log {

    /**
     * Writes a record.
     *
     * @param component the part that it is about, in one word of which there are few
     * @param message what happened
     * @param metadata what belongs to it: numbers, flags, text, lists and maps of these; anything else as its text
     */
    void write(Level level, String component, String message, @Nullable Map<String, ?> metadata);

    /** {@link Level#ERROR}: a GPU failed, memory ran out. */
    default void error(String component, String message, Map<String, ?> metadata) {
        write(Level.ERROR, component, message, metadata);
    }

    default void error(String component, String message) {
        write(Level.ERROR, component, message, Map.of());
    }

    /** {@link Level#WARN}: high temperature, a leak. */
    default void warn(String component, String message, Map<String, ?> metadata) {
        write(Level.WARN, component, message, metadata);
    }

    default void warn(String component, String message) {
        write(Level.WARN, component, message, Map.of());
    }

    /** {@link Level#INFO}: a model was loaded, a batch is done. */
    default void info(String component, String message, Map<String, ?> metadata) {
        write(Level.INFO, component, message, metadata);
    }

    default void info(String component, String message) {
        write(Level.INFO, component, message, Map.of());
    }

    /** {@link Level#DEBUG}: an inference, an allocation. */
    default void debug(String component, String message, Map<String, ?> metadata) {
        write(Level.DEBUG, component, message, metadata);
    }

    default void debug(String component, String message) {
        write(Level.DEBUG, component, message, Map.of());
    }

    /** {@link Level#TRACE}: single calls, such as those of CUDA. */
    default void trace(String component, String message, Map<String, ?> metadata) {
        write(Level.TRACE, component, message, metadata);
    }

    default void trace(String component, String message) {
        write(Level.TRACE, component, message, Map.of());
    }
}
