package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.notebook.display.Json;
import dev.cellwatch.notebook.display.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Figure;

/**
 * A Tablesaw figure as the JSON that goes to the front end. It is read from Tablesaw and written once; each frame only
 * puts its data between what stays. Immutable.
 */
final class FigureTemplate {

    /** About the length of a figure with 8 GPUs. */
    private static final int USUAL_LENGTH = 24_000;
    /** What Tablesaw says of a line when nobody has said anything, and Plotly takes for granted. */
    private static final Map<String, Object> USUAL_LINE =
            Map.of("dash", "solid", "shape", "linear", "simplify", true, "smoothing", 1.0);

    private final List<Panel> panels;
    private final Map<String, Object> fromTablesaw;
    private final List<String> traces;
    private final List<Stroke> strokes;
    private final PanelLayout layout;

    FigureTemplate(Figure figure, List<Panel> panels, TimeAxis time) {
        FigureScript script = new FigureScript(figure);
        this.panels = panels;
        this.fromTablesaw = script.layout();
        this.layout = new PanelLayout(fromTablesaw, panels, time);
        this.traces = new ArrayList<>();
        this.strokes = new ArrayList<>();
        List<Map<String, Object>> printed = script.traces();
        for (Panel panel : panels) {
            for (Series series : panel.series()) {
                Map<String, Object> trace = printed.get(traces.size());
                complete(trace, series, layout.legend(panel));
                strokes.add(Stroke.of(trace));
                traces.add(FigureScript.members(trace));
            }
        }
    }

    private FigureTemplate(FigureTemplate drawn, TimeAxis time) {
        this.panels = drawn.panels;
        this.fromTablesaw = drawn.fromTablesaw;
        this.layout = new PanelLayout(fromTablesaw, panels, time);
        this.traces = drawn.traces;
        this.strokes = drawn.strokes;
    }

    /** The same panels over another time. */
    FigureTemplate over(TimeAxis time) {
        return new FigureTemplate(this, time);
    }

    boolean shows(List<Panel> wanted) {
        return panels.equals(wanted);
    }

    /** What Tablesaw's traces cannot say, which legend and what one click in it switches; and not what goes unsaid. */
    private static void complete(Map<String, Object> trace, Series series, PanelLayout.Legend legend) {
        trace.replace("name", TablesawFigure.plain(series.name()), series.name());
        trace.remove("x");
        trace.remove("y");
        if (trace.get("line") instanceof Map<?, ?> line) {
            USUAL_LINE.forEach(line::remove);
        }
        trace.put("legendgroup", series.style().group());
        trace.put("legend", legend.name());
        trace.put("showlegend", legend.shown());
    }

    /** The style of each trace as Tablesaw has it, for whoever draws without Plotly. */
    List<Stroke> strokes() {
        return strokes;
    }

    private static void line(Frame frame, Curve curve, int decimals, JsonText json) {
        json.key("x0").number(frame.place(curve.firstMillis()));
        json.key("dx").number(curve.stepMillis() / 1000.0);
        TypedArray.of(curve.y(), decimals).write(json.key("y"));
    }

    /** Few values among many gaps: each with its place, so that a line joins them. */
    private static void dots(Frame frame, Curve curve, JsonText json) {
        json.key("x").open('[');
        for (int i = 0; i < curve.y().length; i++) {
            if (!Double.isNaN(curve.y()[i])) {
                // the newest one stands for a stretch of which the middle may be still to come
                double place = frame.place(curve.firstMillis() + i * curve.stepMillis());
                json.number(Math.min(frame.time().to(), place));
            }
        }
        json.close(']').key("y").open('[');
        for (double value : curve.y()) {
            if (!Double.isNaN(value)) {
                json.raw(Significant.text(value));
            }
        }
        json.close(']');
    }

    /** The complete figure of a frame: {@code data} and {@code layout}. */
    Json fill(Frame frame) {
        JsonText json = new JsonText(USUAL_LENGTH);
        json.open('{').key("data").open('[');
        int trace = 0;
        for (PanelFrame panel : frame.panels()) {
            for (int i = 0; i < panel.curves().size(); i++) {
                json.open('{').raw(traces.get(trace++));
                Curve curve = panel.curves().get(i);
                if (panel.panel().series().get(i).style().marked()) {
                    dots(frame, curve, json);
                } else {
                    line(frame, curve, panel.panel().quantity().decimals(), json);
                }
                json.close('}');
            }
        }
        json.close(']').key("layout");
        layout.write(frame, json);
        return json.close('}').json();
    }
}
