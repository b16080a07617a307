package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.text.Secrets;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what a map holds at this moment, so that whoever logs may change it afterwards: maps, lists, finite
 * numbers, flags and text. Of what is endless, the beginning. For one thread.
 */
final class Metadata {

    private static final int MOST_VALUES = 256;
    private static final int MOST_LETTERS = 16_384;
    private static final int DEEPEST = 5;
    private static final String MORE = "…";

    /** What is known of a model that was loaded, in this order. */
    private static final List<String> OF_MODELS =
            List.of("model", "gpu_id", "memory_allocated", "batch_size", "compute_type");

    private int values = MOST_VALUES;
    private int letters = MOST_LETTERS;

    private Metadata() {}

    static Map<String, @Nullable Object> copy(@Nullable Map<?, ?> given) {
        return given == null ? Map.of() : new Metadata().map(given, 1);
    }

    /** A model's name and what else is known of it. */
    static Map<String, @Nullable Object> ofModel(String name, @Nullable Map<?, ?> given) {
        Map<String, @Nullable Object> known = copy(given);
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        OF_MODELS.stream().filter(known::containsKey).forEach(key -> ordered.put(key, known.get(key)));
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("model", cut(name, MOST_LETTERS));
        ordered.remove("model");
        all.putAll(ordered);
        known.forEach(all::putIfAbsent);
        return all;
    }

    /** The beginning of a text that is too long. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + MORE;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> given, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            if (--values < 0) {
                copy.put(MORE, MORE);
                break;
            }
            String key = text(entry.getKey());
            Object value = entry.getValue();
            copy.put(key, value != null && Secrets.isSecret(key, value) ? Secrets.MASK : value(value, depth));
        }
        return copy;
    }

    private @Nullable Object value(@Nullable Object given, int depth) {
        if (given == null || given instanceof Boolean || isWhole(given) || isFinite(given)) {
            return given;
        }
        if (depth < DEEPEST && given instanceof Map<?, ?> inner) {
            return map(inner, depth + 1);
        }
        if (depth < DEEPEST && given instanceof Collection<?> inner) {
            return list(inner, depth + 1);
        }
        if (depth < DEEPEST && given.getClass().isArray()) {
            return array(given, depth + 1);
        }
        return text(given);
    }

    private static boolean isWhole(Object given) {
        return given instanceof Integer || given instanceof Long || given instanceof Short || given instanceof Byte;
    }

    private static boolean isFinite(Object given) {
        return (given instanceof Double || given instanceof Float) && Double.isFinite(((Number) given).doubleValue());
    }

    private List<@Nullable Object> list(Collection<?> given, int depth) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object value : given) {
            if (--values < 0) {
                copy.add(MORE);
                break;
            }
            copy.add(value(value, depth));
        }
        return copy;
    }

    private List<@Nullable Object> array(Object given, int depth) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (int i = 0; i < Array.getLength(given); i++) {
            if (--values < 0) {
                copy.add(MORE);
                break;
            }
            copy.add(value(Array.get(given, i), depth));
        }
        return copy;
    }

    private String text(@Nullable Object given) {
        String text = cut(String.valueOf(given), letters);
        letters = Math.max(0, letters - text.length());
        return text;
    }

    /** The same without secrets in its text. */
    static Map<String, @Nullable Object> masked(Map<String, @Nullable Object> copy) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        copy.forEach((key, value) -> masked.put(Secrets.maskText(key), maskedValue(value)));
        return masked;
    }

    @SuppressWarnings("unchecked") // as it was copied
    private static @Nullable Object maskedValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> inner) {
            return masked((Map<String, @Nullable Object>) inner);
        }
        if (value instanceof List<?> inner) {
            List<@Nullable Object> masked = new ArrayList<>();
            inner.forEach(one -> masked.add(maskedValue(one)));
            return masked;
        }
        return value instanceof String text ? Secrets.maskText(text) : value;
    }
}
