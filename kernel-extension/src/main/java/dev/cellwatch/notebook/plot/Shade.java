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
 * @param label what a value says in words; empty while the state does not hold
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
        List<Span> buckets = new ArrayList<>();
        long pause = 0;
        for (Window window : windows) {
            collect(window, buckets);
            pause = Math.max(pause, Math.max(1, window.size() / SHORTEST_PAUSE) * window.stepMillis());
        }
        return longest(joined(buckets, pause));
    }

    private void collect(Window window, List<Span> buckets) {
        double known = Double.NaN;
        String words = "";
        for (int i = 0; i < window.size(); i++) {
            double value = window.max()[i];
            if (value != known && !Double.isNaN(value)) { // a state mostly stays what it was: ask for its words once
                words = label.apply(value);
                known = value;
            }
            if (!Double.isNaN(value) && !words.isEmpty()) {
                long from = window.startMillis() + i * window.stepMillis();
                buckets.add(new Span(this, words, from, from + window.stepMillis()));
            }
        }
    }

    private static List<Span> joined(List<Span> buckets, long pause) {
        List<Span> spans = new ArrayList<>();
        buckets.sort(Comparator.comparingLong(Span::fromMillis));
        for (Span bucket : buckets) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.label().equals(bucket.label()) && bucket.fromMillis() - last.toMillis() <= pause) {
                long end = Math.max(last.toMillis(), bucket.toMillis());
                spans.set(spans.size() - 1, new Span(bucket.shade(), bucket.label(), last.fromMillis(), end));
            } else {
                spans.add(bucket);
            }
        }
        return spans;
    }

    private static List<Span> longest(List<Span> spans) {
        return spans.stream()
                .sorted(Comparator.comparingLong(Span::millis).reversed())
                .limit(MOST_SPANS)
                .sorted(Comparator.comparingLong(Span::fromMillis))
                .toList();
    }
}
