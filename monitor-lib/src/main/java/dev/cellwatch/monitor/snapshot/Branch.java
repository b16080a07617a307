package dev.cellwatch.monitor.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Builds one object of a tree: {@code new Branch().put("name", name).map()}. Numbers are rounded to two decimals, and
 * absent ones are null. For one thread.
 */
public final class Branch {

    private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    /** Adds a value, which may be missing. */
    public Branch put(String key, @Nullable Object value) {
        entries.put(key, value);
        return this;
    }

    /** Adds a number in its base unit. */
    public Branch put(String key, OptionalDouble value) {
        return put(key, value, 1);
    }

    /** Adds the value in a unit that is {@code unit} times the base unit. */
    Branch put(String key, OptionalDouble value, double unit) {
        entries.put(key, value.isPresent() ? (Object) rounded(value.getAsDouble() / unit) : null);
        return this;
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Adds a number without decimals. */
    Branch whole(String key, OptionalDouble value) {
        entries.put(key, value.isPresent() ? (Object) Math.round(value.getAsDouble()) : null);
        return this;
    }

    /** All that was added, in that order. */
    public Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(entries);
    }
}
