package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;

/**
 * A state that is marked while it lasts, such as throttling.
 *
 * @param rows the values that tell it; one of them is enough
 * @param color CSS colour, six digits
 * @param brief what it is called where there is little room; empty for a mark without words
 * @param panel the panel that it is marked in; empty for all of them
 * @param label what a value says in words; empty while the state does not hold, as it never does at zero
 */
record Shade(List<Series.Row> rows, String color, String brief, OptionalInt panel, DoubleFunction<String> label) {

    /** So that a bad hour does not outgrow a frame's bytes. */
    private static final int MOST_SPANS = 6;
    /** A shorter pause than this part of the window is passed over: a plot that flickers tells nothing. */
    private static final int SHORTEST_PAUSE = 60;

    /**
     * A stretch of time in which a state held.
     *
     * @param shade the state
     * @param label what it was, in words
     * @param fromMillis its start, milliseconds since the epoch
     * @param toMillis its end
     */
    record Span(Shade shade, String label, long fromMillis, long toMillis) {

        long millis() {
            return toMillis - fromMillis;
        }
    }

    /** The longest stretches within the windows of the rows, in the order of time. */
    List<Span> spans(List<Window> windows) {
        List<Span> found = new ArrayList<>();
        long pause = 0;
        for (Window window : windows) {
            collect(window, found);
            pause = Math.max(pause, Math.max(1, window.size() / SHORTEST_PAUSE) * window.stepMillis());
        }
        return longest(joined(found, pause));
    }

    private void collect(Window window, List<Span> found) {
        double known = Double.NaN;
        String words = "";
        String running = "";
        long since = 0;
        for (int i = 0; i <= window.size(); i++) {
            double value = i == window.size() ? Double.NaN : window.max()[i];
            if (value != known && !Double.isNaN(value)) { // a state mostly stays what it was: ask for its words once
                words = value == 0 ? "" : label.apply(value);
                known = value;
            }
            String now = Double.isNaN(value) ? "" : words;
            if (!now.equals(running)) {
                long time = window.startMillis() + i * window.stepMillis();
                if (!running.isEmpty()) {
                    found.add(new Span(this, running, since, time));
                }
                running = now;
                since = time;
            }
        }
    }

    private static List<Span> joined(List<Span> found, long pause) {
        List<Span> spans = new ArrayList<>();
        found.sort(Comparator.comparingLong(Span::fromMillis));
        for (Span next : found) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.label().equals(next.label()) && next.fromMillis() - last.toMillis() <= pause) {
                long end = Math.max(last.toMillis(), next.toMillis());
                spans.set(spans.size() - 1, new Span(next.shade(), next.label(), last.fromMillis(), end));
            } else {
                spans.add(next);
            }
        }
        return spans;
    }

    private static List<Span> longest(List<Span> spans) {
        if (spans.size() <= MOST_SPANS) {
            return spans;
        }
        return spans.stream()
                .sorted(Comparator.comparingLong(Span::millis).reversed())
                .limit(MOST_SPANS)
                .sorted(Comparator.comparingLong(Span::fromMillis))
                .toList();
    }
}
