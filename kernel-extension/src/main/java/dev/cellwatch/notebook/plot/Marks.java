package dev.cellwatch.notebook.plot;

import dev.cellwatch.notebook.display.JsonText;
import java.util.List;

/** What stands over the lines of a frame: limits, shaded states, and the quiet second line of the title. */
final class Marks {

    private static final String DASHED = "{\"color\":\"" + Palette.NEUTRAL + "\",\"width\":1,\"dash\":\"4px,3px\"}";

    private final Frame frame;
    private final List<Veil> veils;

    Marks(Frame frame) {
        this.frame = frame;
        this.veils = Veil.of(frame);
    }

    /** Writes the members {@code shapes} and {@code annotations}. */
    void write(JsonText json) {
        json.key("shapes").open('[');
        for (int i = 0; i < frame.panels().size(); i++) {
            for (double limit : frame.panels().get(i).limits()) {
                line(limit, TablesawFigure.axis(i), json);
            }
        }
        for (Veil veil : veils) {
            area(veil, json);
        }
        json.close(']').key("annotations").open('[');
        subtitle(json);
        for (int i = 0; i < frame.panels().size(); i++) {
            for (double limit : frame.panels().get(i).limits()) {
                label(frame.panels().get(i), limit, TablesawFigure.axis(i), json);
            }
        }
        for (Veil veil : veils) {
            words(veil, json);
        }
        json.close(']');
    }

    private static void line(double limit, String axis, JsonText json) {
        shape("line", "paper", axis, json);
        span(0, 1, json);
        json.key("y0").number(limit).key("y1").number(limit).key("line").raw(DASHED);
        json.close('}');
    }

    private static void area(Veil veil, JsonText json) {
        String axis =
                veil.panel().isPresent() ? TablesawFigure.axis(veil.panel().getAsInt()) + " domain" : "paper";
        shape("rect", "x", axis, json);
        span(veil.from(), veil.to(), json);
        json.key("y0")
                .number(veil.panel().isPresent() ? 1 - Veil.STRIP : 0)
                .key("y1")
                .number(1);
        json.key("fillcolor").text(veil.tint()).key("layer").text("below");
        json.key("line").raw("{\"width\":0}").close('}');
    }

    private static void shape(String type, String xref, String yref, JsonText json) {
        json.open('{').key("type").text(type).key("xref").text(xref).key("yref").text(yref);
    }

    private static void span(double from, double to, JsonText json) {
        json.key("x0").number(from).key("x1").number(to);
    }

    private void subtitle(JsonText json) {
        annotation(frame.subtitle(), "paper", "paper", "{\"size\":11}", json);
        at(0, "left", 1, json);
        json.key("xshift").number(10 - Geometry.LEFT).key("yshift").number(Geometry.TOP - 46);
        json.close('}');
    }

    private static void label(PanelFrame panel, double limit, String axis, JsonText json) {
        annotation(panel.label(limit), "paper", axis, "{\"size\":9}", json);
        at(1, "right", limit, json);
        json.key("yshift").number(-1).close('}');
    }

    private static void words(Veil veil, JsonText json) {
        if (!veil.words().isEmpty()) {
            annotation(veil.words(), "x", "paper", "{\"size\":10,\"color\":\"" + veil.color() + "\"}", json);
            at(veil.middle(), "center", 1, json);
            json.key("yshift").number(-1).close('}');
        }
    }

    private static void annotation(String text, String xref, String yref, String font, JsonText json) {
        json.open('{').key("text").text(text).key("xref").text(xref).key("yref").text(yref);
        json.key("showarrow").flag(false).key("font").raw(font);
    }

    private static void at(double x, String anchor, double y, JsonText json) {
        json.key("x").number(x).key("xanchor").text(anchor);
        json.key("y").number(y).key("yanchor").text("bottom");
    }
}
