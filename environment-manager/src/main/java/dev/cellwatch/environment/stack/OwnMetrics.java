package dev.cellwatch.environment.stack;

import java.util.OptionalDouble;

/**
 * What a service tells about itself, as lines of Prometheus.
 *
 * @param text the lines
 */
record OwnMetrics(String text) {

    /**
     * A number.
     *
     * @param name a metric without labels
     */
    OptionalDouble value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(OwnMetrics::number)
                .findFirst();
    }

    /** The sum over all series of a metric that carry this label, which are none before the first. */
    double sum(String name, String label, String value) {
        String wanted = label + "=\"" + value + "\"";
        return text.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(wanted))
                .mapToDouble(OwnMetrics::number)
                .sum();
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
