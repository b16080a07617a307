package dev.cellwatch.monitor.metric;

/** How a metric's value moves: freely, or only upwards. */
public enum Kind {
    GAUGE,
    COUNTER
}
