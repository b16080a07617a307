package dev.cellwatch.monitor.alert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The code that ran last, one piece after the other. Thread-safe. */
public final class Stretches {

    private static final int KEPT = 256;

    private final Deque<Stretch> kept = new ArrayDeque<>();

    /** Adds the newest. */
    public synchronized void add(Stretch stretch) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(stretch);
    }

    /** All that are kept, the oldest first. */
    public synchronized List<Stretch> all() {
        return List.copyOf(kept);
    }
}
