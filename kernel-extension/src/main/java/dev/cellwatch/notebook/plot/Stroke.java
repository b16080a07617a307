package dev.cellwatch.notebook.plot;

import java.util.Map;

/**
 * How a trace of the figure is drawn, as Tablesaw has it.
 *
 * @param color CSS colour of the line
 * @param width its width in pixels
 * @param fill CSS colour of the area below, or empty
 * @param marked whether its values are dots, joined over what is between
 */
record Stroke(String color, double width, String fill, boolean marked) {

    static Stroke of(Map<String, Object> trace) {
        Map<?, ?> line = trace.get("line") instanceof Map<?, ?> map ? map : Map.of();
        String color = line.get("color") instanceof String text ? text : Palette.NEUTRAL;
        double width = line.get("width") instanceof Number number ? number.doubleValue() : 2;
        String fill = trace.containsKey("fill") && trace.get("fillcolor") instanceof String text ? text : "";
        boolean marked = String.valueOf(trace.get("mode")).contains("markers");
        return new Stroke(color, width, fill, marked);
    }
}
