package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Subject;
import java.util.List;

/** A frame for a terminal: a line for each subject with the course of its load and its current numbers. */
final class TextPicture {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 30;
    private static final int NAME = 8;

    private TextPicture() {}

    static String of(Frame frame, PlotPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.run().ifPresent(run -> line("loss", run.run().subject(), frame, text)
                .append(frame.title())
                .append('\n'));
        List<Subject> subjects = plan.subjects();
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            line(Headline.name(subject), subject, frame, text)
                    .append(frame.numbers().get(i))
                    .append('\n');
        }
        if (text.isEmpty()) {
            text.append(frame.title()).append('\n');
        }
        return text.append(frame.subtitle()).toString();
    }

    private static StringBuilder line(String name, Subject subject, Frame frame, StringBuilder text) {
        text.append(name).append(" ".repeat(Math.max(1, NAME - name.length())));
        sparkline(frame, subject, text);
        return text.append("  ");
    }

    /** The first panel that shows the subject tells its load. */
    private static void sparkline(Frame frame, Subject subject, StringBuilder text) {
        for (PanelFrame panel : frame.panels()) {
            for (int i = 0; i < panel.curves().size(); i++) {
                if (panel.panel().series().get(i).row().subject().equals(subject)) {
                    bars(panel.curves().get(i), frame, panel.axis(), text);
                    return;
                }
            }
        }
    }

    private static void bars(Curve curve, Frame frame, ValueAxis axis, StringBuilder text) {
        double[] highest = new double[WIDTH];
        java.util.Arrays.fill(highest, Double.NaN);
        for (int i = 0; i < curve.y().length; i++) {
            double place = frame.place(curve.firstMillis() + i * curve.stepMillis());
            int column = (int) Math.floor(frame.time().share(place) * WIDTH);
            if (column >= 0 && column < WIDTH) {
                highest[column] = Curve.higher(highest[column], curve.y()[i]);
            }
        }
        double columnMillis = frame.time().length() * 1000 / WIDTH;
        int between = (int) Math.ceil(curve.stepMillis() / columnMillis) - 1;
        int since = between;
        double last = Double.NaN;
        for (double value : highest) {
            since = Double.isNaN(value) ? since + 1 : 0;
            last = Double.isNaN(value) && since <= between ? last : value; // points may be wider apart than columns
            text.append(Double.isNaN(last) ? ' ' : bar(axis.share(last)));
        }
    }

    private static char bar(double share) {
        return BARS.charAt((int) Math.max(0, Math.min(BARS.length() - 1, share * BARS.length())));
    }
}
