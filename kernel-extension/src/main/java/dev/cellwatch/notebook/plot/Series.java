package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Optional;

/**
 * One line of a panel.
 *
 * @param name what the legend calls it
 * @param row whose values it draws, and which
 * @param whole what the values are a share of, where they are no share by themselves
 * @param style how it looks
 */
record Series(String name, Row row, Optional<Row> whole, Style style) {

    static Series of(String name, Row row, Style style) {
        return new Series(name, row, Optional.empty(), style);
    }

    /** One metric of one subject. */
    record Row(Subject subject, Metric metric) {}

    /**
     * How a line looks.
     *
     * @param color CSS colour, the same for one subject in all panels
     * @param group what one click in the legend switches together
     * @param filled whether the area below is tinted
     * @param marked whether its values are few: each is a dot, and the line joins them over whatever is between
     */
    record Style(String color, String group, boolean filled, boolean marked) {

        static Style line(String color, String group) {
            return new Style(color, group, false, false);
        }

        static Style area(String color, String group) {
            return new Style(color, group, true, false);
        }

        static Style dots(String color, String group) {
            return new Style(color, group, false, true);
        }
    }
}
