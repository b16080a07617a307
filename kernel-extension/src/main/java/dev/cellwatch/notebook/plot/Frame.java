package dev.cellwatch.notebook.plot;

import java.util.List;

/**
 * What a plot shows at one moment: the one source of figure, SVG and text.
 *
 * @param nowMillis the moment, milliseconds since the epoch
 * @param title the current numbers
 * @param numbers the current numbers of each of the plan's subjects, in their order
 * @param subtitle the quiet second line
 * @param time the shared time axis
 * @param panels from top to bottom
 * @param shades what is marked over all panels
 */
record Frame(
        long nowMillis,
        String title,
        List<String> numbers,
        String subtitle,
        TimeAxis time,
        List<PanelFrame> panels,
        List<Shade.Span> shades) {

    /** Seconds before now, negative, to the hundredth. */
    double ago(long millis) {
        return Math.round((millis - nowMillis) / 10.0) / 100.0;
    }
}
