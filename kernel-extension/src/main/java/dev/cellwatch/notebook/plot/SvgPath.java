package dev.cellwatch.notebook.plot;

import java.util.OptionalInt;

/** Writes lines as the shortest path data: whole pixels, relative steps, level runs as one. Not thread-safe. */
final class SvgPath {

    private final StringBuilder data;
    private final OptionalInt baseline;
    private int startX;
    private int x;
    private int y;
    /** A level run that has not been written yet. */
    private int run;

    private boolean drawing;

    /** @param baseline where an area below the line ends; empty for the line alone */
    SvgPath(StringBuilder data, OptionalInt baseline) {
        this.data = data;
        this.baseline = baseline;
    }

    /** The line goes on from here after a gap. */
    void lift() {
        level();
        if (drawing && baseline.isPresent()) {
            data.append('V')
                    .append(baseline.getAsInt())
                    .append('H')
                    .append(startX)
                    .append('z');
        }
        drawing = false;
    }

    void to(int nextX, int nextY) {
        if (!drawing) {
            data.append('M').append(nextX).append(' ').append(nextY).append('l');
            drawing = true;
            startX = nextX;
            // a single point between two gaps is seen, too
            step(0, 0);
        } else if (nextY == y) {
            run += nextX - x;
        } else {
            level();
            step(nextX - x, nextY - y);
        }
        x = nextX;
        y = nextY;
    }

    private void level() {
        if (run > 0) {
            step(run, 0);
            run = 0;
        }
    }

    private void step(int dx, int dy) {
        number(dx);
        number(dy);
    }

    private void number(int value) {
        char before = data.charAt(data.length() - 1);
        if (value >= 0 && before != 'l') {
            data.append(' ');
        }
        data.append(value);
    }
}
