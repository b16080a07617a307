package dev.cellwatch.monitor.training;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Carries points from training threads to one reader and never holds a training thread up: a writer draws a number and
 * leaves its point in the place of that number. A point that nobody has fetched when its place comes round again is
 * lost, and counted. Any number of writers, wait-free; readers take turns.
 */
final class Handover {

    private final AtomicReferenceArray<Point> places;
    private final AtomicLong drawn = new AtomicLong();
    private final LongAdder lost = new LongAdder();
    /** The next number to fetch; the readers' own. */
    private long next;

    private long waitedFor = -1;

    /** @param places how many points can wait; a power of two */
    Handover(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    void put(long timeMillis, long step, String name, double value) {
        long number = drawn.getAndIncrement();
        if (places.getAndSet(place(number), new Point(number, timeMillis, step, name, value)) != null) {
            lost.increment();
        }
    }

    private int place(long number) {
        return (int) (number & places.length() - 1);
    }

    /**
     * Fetches what is there, the oldest first. A point that is being put at this moment is waited for until the next
     * time, and no longer: its thread may be set aside, or may have died of a full heap.
     */
    synchronized void fetch(Consumer<Point> out) {
        long end = drawn.get();
        next = Math.max(next, end - places.length());
        while (next < end) {
            int place = place(next);
            Point point = places.get(place);
            if (point == null && next != waitedFor) {
                waitedFor = next;
                return;
            }
            boolean due = point != null && point.number() <= next; // else it is fetched when its own turn comes
            next++;
            if (due && places.compareAndSet(place, point, null)) {
                out.accept(point);
            }
        }
    }

    /** Fetches what is still anywhere, also what came when it was not waited for any more: for the last time. */
    synchronized void fetchAll(Consumer<Point> out) {
        fetch(out);
        for (int place = 0; place < places.length(); place++) {
            Point late = places.getAndSet(place, null);
            if (late != null) {
                out.accept(late);
            }
        }
    }

    /** How many points were overwritten before they were fetched. */
    long lost() {
        return lost.sum();
    }
}
