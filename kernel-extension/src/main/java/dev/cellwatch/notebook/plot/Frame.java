package dev.cellwatch.notebook.plot;

import java.util.List;

/**
 * What a plot shows at one moment: the one source of figure, SVG and text.
 *
 * @param zeroMillis the moment that is zero on its axis, milliseconds since the epoch: mostly now
 * @param title the current numbers
 * @param numbers the current numbers of each of the plan's subjects, in their order
 * @param subtitle the quiet second line
 * @param time the axis that all panels share
 * @param panels from top to bottom
 * @param shades what is marked over all panels
 */
record Frame(
        long zeroMillis,
        String title,
        List<String> numbers,
        String subtitle,
        TimeAxis time,
        List<PanelFrame> panels,
        List<Shade.Span> shades) {

    /** Where a moment stands on the axis, to the hundredth; what was before now is negative. */
    double place(long millis) {
        return Math.round((millis - zeroMillis) / 10.0) / 100.0;
    }
}
