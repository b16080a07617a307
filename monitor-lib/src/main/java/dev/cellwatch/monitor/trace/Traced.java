package dev.cellwatch.monitor.trace;

/**
 * A span: a piece of work that is traced from when this is made until it is closed. Where nothing is traced, the same
 * calls do nothing. Nothing here throws. Thread-safe.
 *
 * <pre>{@code
 * try (var span = Cellwatch.span("Forward Pass")) {
 *     span.attribute("batch_size", 64);
 *     ...
 * }
 * }</pre>
 */
public interface Traced extends AutoCloseable {

    /**
     * Says something of it.
     *
     * @param value a number, a flag, or anything else as its text; null is left out
     */
    Traced attribute(String key, Object value);

    /** Notes that something happened at this moment. */
    Traced event(String name);

    /** Says that it failed, and by what. */
    Traced failed(Throwable what);

    /** Says that it failed, and why. */
    Traced failed(String why);

    /** It is over; what is said of it afterwards is lost. */
    @Override
    void close();
}
