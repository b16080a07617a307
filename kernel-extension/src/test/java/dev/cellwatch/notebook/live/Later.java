package dev.cellwatch.notebook.live;

import java.time.Duration;
import java.util.PriorityQueue;

/** Time that passes when the test says so. */
final class Later implements Timer {

    private record Task(long at, Runnable what) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    long now;

    @Override
    public void in(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toMillis(), task));
    }

    void run(long until) {
        while (!tasks.isEmpty() && tasks.element().at <= until) {
            Task next = tasks.remove();
            now = Math.max(now, next.at);
            next.what.run();
        }
        now = until;
    }
}
