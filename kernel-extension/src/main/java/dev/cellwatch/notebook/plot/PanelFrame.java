package dev.cellwatch.notebook.plot;

import java.util.List;

/**
 * What a panel shows at one moment.
 *
 * @param panel the panel
 * @param curves its lines, one for each of its series, in their order
 * @param limits the limits that the lines are drawn against, in the panel's unit; empty where none is known
 * @param axis how high it reaches
 */
record PanelFrame(Panel panel, List<Curve> curves, List<Double> limits, ValueAxis axis) {

    /** A limit in words: {@code 80 GiB}, {@code limit 700 W}. */
    String label(double limit) {
        String word = panel.limit().map(Panel.Limit::label).orElse("");
        return word
                + Numbers.shortest(limit, panel.quantity().decimals())
                + panel.quantity().suffix();
    }
}
