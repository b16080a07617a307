package dev.cellwatch.notebook.plot;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Margin;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Draws panels with Tablesaw: the axes, the traces and their styles, all through its own classes. */
final class TablesawFigure {

    private static final double LINE_WIDTH = 1.6;
    private static final double DOT = 5;
    private static final double[] NOTHING = {};

    private TablesawFigure() {}

    /** The figure without data: what a live plot's frames are poured into. */
    static Figure empty(List<Panel> panels) {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            for (Series series : panels.get(i).series()) {
                traces.add(trace(series, axis(i), NOTHING, NOTHING));
            }
        }
        return figure(panels, traces);
    }

    /** The figure with a frame's data, for people who go on with Tablesaw. */
    static Figure of(Frame frame) {
        List<Panel> panels = frame.panels().stream().map(PanelFrame::panel).toList();
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            List<Curve> curves = frame.panels().get(i).curves();
            for (int j = 0; j < curves.size(); j++) {
                Curve curve = curves.get(j);
                traces.add(trace(panels.get(i).series().get(j), axis(i), seconds(frame, curve), curve.y()));
            }
        }
        return figure(panels, traces);
    }

    private static double[] seconds(Frame frame, Curve curve) {
        double[] x = new double[curve.y().length];
        for (int i = 0; i < x.length; i++) {
            x[i] = frame.place(curve.firstMillis() + i * curve.stepMillis());
        }
        return x;
    }

    private static Figure figure(List<Panel> panels, List<Trace> traces) {
        return new Figure(layout(panels), traces.toArray(new Trace[0]));
    }

    private static Layout layout(List<Panel> panels) {
        Layout.LayoutBuilder layout = Layout.builder()
                .height(Geometry.height(panels.size()))
                .margin(Margin.builder()
                        .left(Geometry.LEFT)
                        .right(Geometry.RIGHT)
                        .top(Geometry.TOP)
                        .bottom(Geometry.BOTTOM)
                        .padding(0)
                        .autoExpand(false)
                        .build())
                .hoverMode(Layout.HoverMode.X)
                .showLegend(true)
                .xAxis(quiet("").build());
        if (panels.size() > 0) {
            layout.yAxis(valueAxis(panels.get(0)));
        }
        if (panels.size() > 1) {
            layout.yAxis2(valueAxis(panels.get(1)));
        }
        if (panels.size() > 2) {
            layout.yAxis3(valueAxis(panels.get(2)));
        }
        return layout.build();
    }

    /** The value axis of a panel. */
    static Axis valueAxis(Panel panel) {
        return quiet(plain(panel.quantity().title())).build();
    }

    private static Axis.AxisBuilder quiet(String title) {
        return Axis.builder().title(title).showLine(false).gridColor(Palette.GRID);
    }

    /** Tablesaw prints names as they are into a script. A run's own names are anything; they are put in afterwards. */
    static String plain(String name) {
        return name.replaceAll("[^\\w .,:/%#()+-]", "_");
    }

    private static Trace trace(Series series, String axis, double[] x, double[] y) {
        Series.Style style = series.style();
        ScatterTrace.ScatterBuilder trace = ScatterTrace.builder(x, y)
                .name(plain(series.name()))
                .mode(style.marked() ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE)
                .line(Line.builder().color(style.color()).width(LINE_WIDTH).build())
                .yAxis(axis);
        if (style.marked()) {
            trace.marker(Marker.builder().color(style.color()).size(DOT).build());
        }
        if (style.filled()) {
            trace.fill(ScatterTrace.Fill.TO_ZERO_Y).fillColor(style.color() + "22");
        }
        return trace.build();
    }

    /** Plotly's name for the value axis of a panel: y, y2, y3 ... */
    static String axis(int panel) {
        return panel == 0 ? "y" : "y" + (panel + 1);
    }
}
