package dev.cellwatch.notebook.display;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One output in several MIME types; the front end takes the best that it knows. Values are strings, or
 * {@link Json} where the type is JSON.
 */
public record Bundle(Map<String, Object> data) {

    public static final String FIGURE = "application/vnd.cellwatch.figure.v1+json";
    public static final String PLOTLY = "application/vnd.plotly.v1+json";
    public static final String SVG = "image/svg+xml";
    public static final String HTML = "text/html";
    public static final String TEXT = "text/plain";

    public Bundle {
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** A table or message: HTML without script, and text that reads well in a terminal. */
    public static Bundle html(String html, String text) {
        return new Bundle(Map.of(HTML, html, TEXT, text));
    }

    public static Bundle text(String text) {
        return new Bundle(Map.of(TEXT, text));
    }
}
