package dev.cellwatch.notebook.plot;

import dev.cellwatch.notebook.display.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * How high a panel reaches and where that is labelled. It seldom changes, so it is put into words once.
 *
 * @param top the upper end
 * @param ticks round numbers from 0 up to the upper end
 * @param labels what stands at each
 * @param members the same as members of a Plotly axis
 */
record ValueAxis(double top, List<Double> ticks, List<String> labels, String members) {

    /** The part of an axis that goes on below zero, so that a line at zero is seen. */
    private static final double BELOW = 0.02;

    /** An axis with a tick at every step. */
    static ValueAxis of(double top, double step) {
        List<Double> ticks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i * step <= top * 1.0001; i++) {
            ticks.add(i * step);
            labels.add(Numbers.tick(i * step));
        }
        return new ValueAxis(top, List.copyOf(ticks), List.copyOf(labels), members(top, ticks, labels));
    }

    private static String members(double top, List<Double> ticks, List<String> labels) {
        JsonText json = new JsonText(100);
        json.key("range").open('[').number(-top * BELOW).number(top).close(']');
        json.key("tickvals").open('[');
        ticks.forEach(json::number);
        json.close(']').key("ticktext").open('[');
        labels.forEach(json::text);
        return json.close(']').toString();
    }
}
