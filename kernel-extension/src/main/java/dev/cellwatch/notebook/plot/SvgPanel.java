package dev.cellwatch.notebook.plot;

import java.util.List;
import java.util.OptionalInt;

/** Draws one panel of a frame. */
final class SvgPanel {

    /** The usual width of a letter of the legend, in pixels. */
    private static final double LETTER = 5.8;
    /** How far above its panel a legend stands: there is room for a label of a shade between. */
    private static final int LEGEND = 18;

    private final StringBuilder svg;
    private final Frame frame;
    private final PanelFrame panel;
    private final int top;
    private final int bottom;

    SvgPanel(StringBuilder svg, Frame frame, int index) {
        this.svg = svg;
        this.frame = frame;
        this.panel = frame.panels().get(index);
        this.top = Geometry.panelTop(index);
        this.bottom = Geometry.panelBottom(index);
    }

    void draw(List<Stroke> strokes) {
        axis();
        for (int i = 0; i < strokes.size(); i++) {
            curve(panel.curves().get(i), strokes.get(i));
        }
        panel.limits().forEach(this::limit);
        if (top == Geometry.TOP || panel.panel().ownLegend()) {
            legend(strokes);
        }
    }

    private void axis() {
        StringBuilder grid = new StringBuilder();
        ValueAxis values = panel.axis();
        for (int i = 0; i < values.ticks().size(); i++) {
            int y = y(values.ticks().get(i));
            grid.append('M')
                    .append(Geometry.LEFT)
                    .append(' ')
                    .append(y)
                    .append('H')
                    .append(SvgPicture.right());
            text(Geometry.LEFT - 5, y + 3, "end", values.labels().get(i));
        }
        for (double tick : frame.time().ticks()) {
            int x = SvgPicture.x(frame.time(), tick);
            grid.append('M').append(x).append(' ').append(top).append('V').append(bottom);
        }
        svg.append("<path stroke='")
                .append(Palette.GRID)
                .append("' d='")
                .append(grid)
                .append("'/>");
        int middle = (top + bottom) / 2;
        svg.append("<text transform='translate(16 ").append(middle).append(")rotate(-90)' font-size='11'");
        svg.append(" text-anchor='middle'>")
                .append(SvgPicture.escaped(panel.panel().quantity().title()));
        svg.append("</text>");
    }

    private void curve(Curve curve, Stroke stroke) {
        if (!stroke.fill().isEmpty()) {
            svg.append("<path fill='").append(stroke.color()).append("' fill-opacity='.13' d='");
            path(curve, OptionalInt.of(bottom));
            svg.append("'/>");
        }
        svg.append("<path fill='none' stroke='").append(stroke.color()).append("' stroke-width='");
        svg.append(stroke.width()).append("' stroke-linejoin='round' d='");
        path(stroke.marked() ? curve.joined() : curve, OptionalInt.empty());
        svg.append("'/>");
        if (stroke.marked()) {
            dots(curve, stroke);
        }
    }

    private void dots(Curve curve, Stroke stroke) {
        svg.append("<path fill='none' stroke='").append(stroke.color());
        svg.append("' stroke-width='5' stroke-linecap='round' d='");
        for (int i = 0; i < curve.y().length; i++) {
            int x = x(curve, i);
            if (!Double.isNaN(curve.y()[i]) && x >= Geometry.LEFT) {
                svg.append('M').append(x).append(' ').append(y(curve.y()[i])).append("h0");
            }
        }
        svg.append("'/>");
    }

    private void path(Curve curve, OptionalInt baseline) {
        SvgPath path = new SvgPath(svg, baseline);
        for (int i = 0; i < curve.y().length; i++) {
            int x = x(curve, i);
            if (Double.isNaN(curve.y()[i]) || x < Geometry.LEFT) {
                path.lift();
            } else {
                path.to(x, y(curve.y()[i]));
            }
        }
        path.lift();
    }

    /** The newest point stands for a stretch that is not over yet; its middle may be still to come. */
    private int x(Curve curve, int point) {
        return Math.min(SvgPicture.right(), SvgPicture.x(frame, curve.firstMillis() + point * curve.stepMillis()));
    }

    private void limit(double limit) {
        int y = y(limit);
        svg.append("<path stroke='").append(Palette.NEUTRAL).append("' stroke-dasharray='5 4' d='M");
        svg.append(Geometry.LEFT)
                .append(' ')
                .append(y)
                .append('H')
                .append(SvgPicture.right())
                .append("'/>");
        text(SvgPicture.right(), y - 3, "end", panel.label(limit));
    }

    /** From right to left above the panel. */
    private void legend(List<Stroke> strokes) {
        int x = SvgPicture.right();
        for (int i = strokes.size() - 1; i >= 0; i--) {
            String name = panel.panel().series().get(i).name();
            x -= (int) Math.round(name.length() * LETTER);
            text(x, top - LEGEND, "start", name);
            svg.append("<path stroke='").append(strokes.get(i).color()).append("' stroke-width='2' d='M");
            svg.append(x - 22).append(' ').append(top - LEGEND - 3).append("h18'/>");
            x -= 36;
        }
    }

    private void text(int x, int y, String anchor, String text) {
        svg.append("<text x='")
                .append(x)
                .append("' y='")
                .append(y)
                .append("' text-anchor='")
                .append(anchor);
        svg.append("'>").append(SvgPicture.escaped(text)).append("</text>");
    }

    /** A value's height, kept within the panel and the little room above it. */
    private int y(double value) {
        long y = Math.round(bottom - panel.axis().share(value) * (bottom - top));
        return (int) Math.max(top - 2, Math.min(bottom, y));
    }
}
