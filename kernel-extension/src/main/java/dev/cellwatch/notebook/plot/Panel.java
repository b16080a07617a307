package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Metric;
import java.util.List;
import java.util.Optional;

/**
 * One quantity on the shared time axis.
 *
 * @param quantity what its axis counts
 * @param series its lines
 * @param limit what the lines are drawn against, for example a GPU's total memory
 * @param ownLegend whether its lines need a legend of their own, apart from that of the first panel
 */
record Panel(Quantity quantity, List<Series> series, Optional<Limit> limit, boolean ownLegend) {

    Panel {
        series = List.copyOf(series);
    }

    /** Whether its axis may go below zero; most quantities cannot. */
    boolean belowZero() {
        return quantity.decimals() == Quantity.SIGNIFICANT;
    }

    /**
     * A dashed line at the most that can be.
     *
     * @param metric the row with the value, of the same subjects as the panel's lines
     * @param label what stands before the number, with its space, or nothing
     */
    record Limit(Metric metric, String label) {}
}
