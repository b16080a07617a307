package dev.cellwatch.monitor.extract;

import java.util.List;

/**
 * Rows in the order of time, a column for each quantity. A row in which nothing at all was measured is not there.
 * Immutable.
 */
public final class Extract {

    private final long[] times;
    private final long stepMillis;
    private final List<ExtractColumn> columns;

    Extract(long[] times, long stepMillis, List<ExtractColumn> columns) {
        this.times = times.clone();
        this.stepMillis = stepMillis;
        this.columns = List.copyOf(columns);
    }

    /** How many rows there are. */
    public int rows() {
        return times.length;
    }

    /** When the stretch of a row begins, milliseconds since the epoch. */
    public long timeMillis(int row) {
        return times[row];
    }

    /** How long the stretch of a row is; its values are the means over it, those of counters the last ones. */
    public long stepMillis() {
        return stepMillis;
    }

    /** The columns that have values: first those of training runs, then GPUs, host and JVM. */
    public List<ExtractColumn> columns() {
        return columns;
    }
}
