package dev.cellwatch.notebook.plot;

import dev.cellwatch.notebook.display.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a figure: what Tablesaw gave, and the one place for what its classes cannot say, which is panels that
 * share a time axis, legends of their own, shapes and annotations. Immutable after construction.
 */
final class PanelLayout {

    private static final String TITLE = FigureScript.members(Map.of(
            "font",
            Map.of("size", 14),
            "x",
            0,
            "xanchor",
            "left",
            "y",
            1,
            "yanchor",
            "top",
            "pad",
            Map.of("t", 10, "l", 12)));
    private static final Map<String, Object> QUIET_FONT = Map.of("size", 11);
    private static final Map<String, Object> LABEL_FONT = Map.of("size", 10);

    /** What Tablesaw says when nobody has said anything. */
    private static final Object TABLESAW_WIDTH = 700;

    private final Map<String, Object> base;
    private final String members;
    private final List<String> valueAxes = new ArrayList<>();
    private final Map<Panel, Legend> legends = new HashMap<>();

    /**
     * The legend of a panel.
     *
     * @param name Plotly's name for it
     * @param shown whether the panel's lines stand in it, or those of an earlier panel do for them
     */
    record Legend(String name, boolean shown) {}

    PanelLayout(Map<String, Object> fromTablesaw, List<Panel> panels, TimeAxis time) {
        this.base = new LinkedHashMap<>(fromTablesaw);
        wholePlot();
        timeAxis(time, panels.size());
        for (int i = 0; i < panels.size(); i++) {
            valueAxes.add(FigureScript.members(valueAxis(panels.get(i), i, panels.size())));
            base.remove(key(i));
            legend(panels.get(i), i, panels.size());
        }
        this.members = FigureScript.members(base);
    }

    private void wholePlot() {
        base.remove("width", TABLESAW_WIDTH); // as wide as the page
        base.computeIfPresent("hovermode", (key, mode) -> mode.equals("x") ? "x unified" : mode);
        base.put("paper_bgcolor", "rgba(0,0,0,0)");
        base.put("plot_bgcolor", "rgba(0,0,0,0)");
        base.putIfAbsent(
                "font", Map.of("color", Palette.NEUTRAL, "family", "system-ui, -apple-system, sans-serif", "size", 11));
        base.put("uirevision", "cellwatch"); // zoom and hidden lines outlive a frame
    }

    private void timeAxis(TimeAxis time, int panels) {
        Map<String, Object> axis = axis(base.get("xaxis"), "");
        axis.put("anchor", TablesawFigure.axis(panels - 1));
        axis.put("range", List.of(time.from(), time.to()));
        axis.put("tickvals", time.ticks());
        axis.put("ticktext", time.labels());
        axis.put("tickfont", LABEL_FONT);
        axis.put("hoverformat", ".0f");
        axis.put("ticksuffix", time.unit());
        axis.putAll(Map.of("ticks", "outside", "ticklen", 4, "tickcolor", "rgba(0,0,0,0)"));
        axis.putAll(Map.of("spikethickness", 1, "spikedash", "dot", "spikecolor", Palette.NEUTRAL));
        base.put("xaxis", axis);
    }

    private Map<String, Object> valueAxis(Panel panel, int index, int panels) {
        Object printed = base.get(key(index));
        // Tablesaw's layout prints three value axes; the others it prints one by one
        Object shown = printed != null ? printed : FigureScript.axis(TablesawFigure.valueAxis(panel));
        Map<String, Object> axis = axis(shown, panel.quantity().title());
        axis.put(
                "domain",
                List.of(
                        Geometry.share(Geometry.panelBottom(index), panels),
                        Geometry.share(Geometry.panelTop(index), panels)));
        axis.put("fixedrange", true);
        axis.put("tickfont", LABEL_FONT);
        axis.put("hoverformat", panel.quantity().hoverFormat());
        return axis;
    }

    /** An axis as today's Plotly reads it: a title is an object, and a range needs no word about automatic ones. */
    private static Map<String, Object> axis(@Nullable Object printed, String name) {
        Map<String, Object> axis = new LinkedHashMap<>();
        if (printed instanceof Map<?, ?> map) {
            map.forEach((key, value) -> axis.put(String.valueOf(key), value));
        }
        Object title = axis.remove("title");
        Object font = axis.remove("titlefont");
        if (title instanceof String text && !text.isEmpty()) {
            String whole = text.equals(TablesawFigure.plain(name)) ? name : text;
            axis.put("title", Map.of("text", whole, "font", font != null ? font : QUIET_FONT, "standoff", 6));
        }
        axis.remove("autorange");
        axis.putIfAbsent("zeroline", false);
        return axis;
    }

    private void legend(Panel panel, int index, int panels) {
        boolean first = legends.isEmpty();
        boolean own = first || panel.ownLegend();
        String name = first || !own ? "legend" : "legend" + (index + 1);
        legends.put(panel, new Legend(name, own));
        if (own) {
            base.put(name, legendAt(Geometry.share(Geometry.panelTop(index) - (index == 0 ? 12 : 5), panels)));
        }
    }

    private static Map<String, Object> legendAt(double y) {
        return Map.of(
                "orientation",
                "h",
                "x",
                1,
                "xanchor",
                "right",
                "y",
                y,
                "yanchor",
                "bottom",
                "font",
                LABEL_FONT,
                "bgcolor",
                "rgba(0,0,0,0)");
    }

    Legend legend(Panel panel) {
        return legends.getOrDefault(panel, new Legend("legend", true));
    }

    /** Writes the layout of a frame. */
    void write(Frame frame, JsonText json) {
        json.open('{').raw(members);
        json.key("title").open('{').key("text").text(frame.title()).raw(TITLE).close('}');
        for (int i = 0; i < valueAxes.size(); i++) {
            json.key(key(i)).open('{').raw(valueAxes.get(i));
            json.raw(frame.panels().get(i).axis().members()).close('}');
        }
        new Marks(frame).write(json);
        json.close('}');
    }

    private static String key(int panel) {
        return panel == 0 ? "yaxis" : "yaxis" + (panel + 1);
    }
}
