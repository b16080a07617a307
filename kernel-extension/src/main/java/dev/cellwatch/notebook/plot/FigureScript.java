package dev.cellwatch.notebook.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;

/**
 * Reads the JavaScript that Tablesaw prints for a figure back into maps and lists. It prints object literals: JSON but
 * for bare keys, single quotes and a comma too many.
 */
final class FigureScript {

    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private final String script;
    private final int traces;

    FigureScript(Figure figure) {
        this.script = figure.asJavascript("plot");
        this.traces = figure.getTraces().length;
    }

    Map<String, Object> layout() {
        return literal("var layout =");
    }

    List<Map<String, Object>> traces() {
        List<Map<String, Object>> found = new ArrayList<>();
        for (int i = 0; i < traces; i++) {
            found.add(literal("var trace" + i + " ="));
        }
        return found;
    }

    /** An axis by itself: a Tablesaw layout has room for three. */
    static Map<String, Object> axis(Axis axis) {
        return parse(axis.toString());
    }

    /** The members of an object as JSON, without its brackets. */
    static String members(Map<String, Object> object) {
        try {
            String json = LENIENT.writeValueAsString(object);
            return json.substring(1, json.length() - 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A figure is made of maps, lists, text and numbers", e);
        }
    }

    private Map<String, Object> literal(String declaration) {
        int start = script.indexOf(declaration);
        return start < 0 ? new LinkedHashMap<>() : parse(script.substring(start + declaration.length()));
    }

    private static Map<String, Object> parse(String literal) {
        try {
            return LENIENT.readValue(literal, TREE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Tablesaw printed a figure that is no object literal", e);
        }
    }
}
