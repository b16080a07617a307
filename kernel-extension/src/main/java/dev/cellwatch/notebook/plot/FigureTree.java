package dev.cellwatch.notebook.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Figure;

/**
 * A Tablesaw figure as the tree that goes to the front end. It is read from Tablesaw once; each frame puts only its
 * data into a copy of what changes. Immutable.
 */
final class FigureTree {

    private final List<Map<String, Object>> traces;
    private final PanelLayout layout;

    FigureTree(Figure figure, List<Panel> panels, TimeAxis time) {
        FigureScript script = new FigureScript(figure);
        this.traces = script.traces();
        this.layout = new PanelLayout(script.layout(), panels, time);
        int trace = 0;
        for (Panel panel : panels) {
            for (Series series : panel.series()) {
                complete(traces.get(trace++), series, layout.legend(panel));
            }
        }
    }

    /** What Tablesaw's traces cannot say: which legend, and what one click in it switches. */
    private static void complete(Map<String, Object> trace, Series series, PanelLayout.Legend legend) {
        trace.remove("x");
        trace.remove("y");
        trace.put("legendgroup", series.style().group());
        trace.put("legend", legend.name());
        trace.put("showlegend", legend.shown());
    }

    /** The style of a trace as Tablesaw has it, for whoever draws without Plotly. */
    Stroke stroke(int trace) {
        return Stroke.of(traces.get(trace));
    }

    /** The complete figure of a frame: {@code data} and {@code layout}. */
    Map<String, Object> fill(Frame frame) {
        List<Map<String, Object>> data = new ArrayList<>(traces.size());
        for (PanelFrame panel : frame.panels()) {
            for (Curve curve : panel.curves()) {
                data.add(fill(
                        traces.get(data.size()),
                        curve,
                        frame,
                        panel.panel().quantity().decimals()));
            }
        }
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("data", data);
        figure.put("layout", layout.fill(frame));
        return figure;
    }

    private static Map<String, Object> fill(Map<String, Object> trace, Curve curve, Frame frame, int decimals) {
        Map<String, Object> filled = new LinkedHashMap<>(trace);
        filled.put("x0", frame.ago(curve.firstMillis()));
        filled.put("dx", curve.stepMillis() / 1000.0);
        filled.put("y", TypedArray.of(curve.y(), decimals));
        return filled;
    }
}
