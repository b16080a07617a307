package dev.cellwatch.monitor.history;

/**
 * Evenly spaced points in time, cut from absolute time. A point stands for the stretch up to the next one.
 *
 * @param startMillis the first point, milliseconds since the epoch
 * @param stepMillis from one point to the next
 * @param count how many there are
 */
public record Grid(long startMillis, long stepMillis, int count) {

    /** The points after {@code fromMillis} up to {@code toMillis} that are multiples of the step. */
    static Grid between(long fromMillis, long toMillis, long stepMillis) {
        long before = Math.floorDiv(fromMillis, stepMillis);
        long last = Math.floorDiv(toMillis, stepMillis);
        return new Grid((before + 1) * stepMillis, stepMillis, (int) Math.max(0, last - before));
    }

    /** A point, milliseconds since the epoch. */
    public long timeMillis(int point) {
        return startMillis + point * stepMillis;
    }

    /** The same with one more point before the first. */
    public Grid withOneBefore() {
        return new Grid(startMillis - stepMillis, stepMillis, count + 1);
    }

    /** The end of the last point's stretch. */
    public long endMillis() {
        return timeMillis(count);
    }
}
