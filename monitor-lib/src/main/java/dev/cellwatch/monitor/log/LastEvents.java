package dev.cellwatch.monitor.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last {@value #MOST} records, for who looks without a file. Thread-safe. */
final class LastEvents {

    static final int MOST = 50;

    private final Deque<Event> events = new ArrayDeque<>();

    synchronized void add(Event event) {
        events.addFirst(event);
        if (events.size() > MOST) {
            events.removeLast();
        }
    }

    /** The newest first, without secrets. */
    List<Map<String, @Nullable Object>> trees() {
        List<Event> taken;
        synchronized (this) {
            taken = new ArrayList<>(events);
        }
        return taken.stream().map(Event::tree).toList();
    }
}
