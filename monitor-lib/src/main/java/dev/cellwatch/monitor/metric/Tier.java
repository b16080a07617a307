package dev.cellwatch.monitor.metric;

/** How often a metric is read. */
public enum Tier {
    /** Every tick: what a plot follows. */
    FAST,
    /** Every few seconds: what changes slowly or costs more to read. */
    SLOW,
    /** Once each time that sampling starts: limits and sizes. */
    ONCE
}
