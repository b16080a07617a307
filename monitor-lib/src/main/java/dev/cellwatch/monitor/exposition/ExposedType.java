package dev.cellwatch.monitor.exposition;

import java.util.Locale;

/** What Prometheus is told of how a metric's values move. */
public enum ExposedType {
    GAUGE,
    COUNTER,
    /** Of no type: a count whose name other documents fixed without the ending that counters have. */
    UNTYPED,
    INFO,
    HISTOGRAM,
    SUMMARY;

    /** As the documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
