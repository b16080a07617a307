package dev.cellwatch.notebook.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands over the lines of a frame: limits, shaded states, and the quiet second line of the title. */
final class Marks {

    private static final Map<String, Object> NO_LINE = Map.of("width", 0);
    private static final Map<String, Object> DASHED = Map.of("color", Palette.NEUTRAL, "width", 1, "dash", "4px,3px");
    private static final Map<String, Object> SMALL = Map.of("size", 9);

    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();

    Marks(Frame frame) {
        subtitle(frame.subtitle());
        for (int i = 0; i < frame.panels().size(); i++) {
            limits(frame.panels().get(i), TablesawFigure.axis(i));
        }
        Veil.of(frame).forEach(this::shade);
    }

    List<Map<String, Object>> shapes() {
        return shapes;
    }

    List<Map<String, Object>> annotations() {
        return annotations;
    }

    private void subtitle(String text) {
        Map<String, Object> line = text("paper", "paper", text, Map.of("size", 11));
        line.putAll(Map.of("x", 0, "y", 1, "xanchor", "left", "yanchor", "bottom"));
        line.putAll(Map.of("xshift", 10 - Geometry.LEFT, "yshift", Geometry.TOP - 46));
        annotations.add(line);
    }

    private void limits(PanelFrame panel, String axis) {
        for (double limit : panel.limits()) {
            Map<String, Object> shape = shape("line", "paper", axis);
            shape.putAll(Map.of("x0", 0, "x1", 1, "y0", limit, "y1", limit, "line", DASHED));
            shapes.add(shape);
            Map<String, Object> label = text("paper", axis, panel.label(limit), SMALL);
            label.putAll(Map.of("x", 1, "y", limit, "xanchor", "right", "yanchor", "bottom", "yshift", -1));
            annotations.add(label);
        }
    }

    private void shade(Veil veil) {
        String height =
                veil.panel().isPresent() ? TablesawFigure.axis(veil.panel().getAsInt()) + " domain" : "paper";
        Map<String, Object> shape = shape("rect", "x", height);
        shape.putAll(Map.of("x0", veil.from(), "x1", veil.to(), "y1", 1, "line", NO_LINE, "layer", "below"));
        shape.put("y0", veil.panel().isPresent() ? 1 - Veil.STRIP : 0);
        shape.put("fillcolor", veil.tint());
        shapes.add(shape);
        if (!veil.words().isEmpty()) {
            Map<String, Object> label = text("x", "paper", veil.words(), Map.of("size", 10, "color", veil.color()));
            label.putAll(Map.of("x", veil.middle(), "y", 1, "yanchor", "bottom", "yshift", -1));
            annotations.add(label);
        }
    }

    private static Map<String, Object> shape(String type, String xref, String yref) {
        return new LinkedHashMap<>(Map.of("type", type, "xref", xref, "yref", yref));
    }

    private static Map<String, Object> text(String xref, String yref, String text, Map<String, Object> font) {
        Map<String, Object> annotation = new LinkedHashMap<>(Map.of("xref", xref, "yref", yref, "text", text));
        annotation.put("showarrow", false);
        annotation.put("font", font);
        return annotation;
    }
}
