package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.notebook.display.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a panel reaches and where that is labelled. It seldom changes, so it is put into words once.
 *
 * @param bottom the lower end: 0, or below
 * @param top the upper end
 * @param ticks round numbers from the lower end up to the upper end
 * @param labels what stands at each
 * @param members the same as members of a Plotly axis
 */
record ValueAxis(double bottom, double top, List<Double> ticks, List<String> labels, String members) {

    /** The part of an axis that goes on below its lower end, so that a line there is seen. */
    private static final double BELOW = 0.02;

    /** An axis with a tick at every step. */
    static ValueAxis of(double bottom, double top, double step) {
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        long first = Math.round(bottom / step);
        for (long i = first; i * step <= top + step / 1000; i++) {
            ticks.add(i * step);
            labels.add(Significant.steps(i, step));
        }
        String members = members(bottom - (top - bottom) * BELOW, top, ticks, labels);
        return new ValueAxis(bottom, top, List.copyOf(ticks), List.copyOf(labels), members);
    }

    /** How far up a value is, from 0 to 1. */
    double share(double value) {
        return (value - bottom) / (top - bottom);
    }

    private static String members(double from, double to, List<Double> ticks, List<String> labels) {
        JsonText json = new JsonText(100);
        json.key("range").open('[').number(from).number(to).close(']');
        json.key("tickvals").open('[');
        ticks.forEach(json::number);
        json.close(']').key("ticktext").open('[');
        labels.forEach(json::text);
        return json.close(']').toString();
    }
}
