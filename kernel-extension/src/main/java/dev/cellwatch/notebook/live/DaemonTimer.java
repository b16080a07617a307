package dev.cellwatch.notebook.live;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread for all plots, started by the first. At one frame a second everything is cold, and waking an
 * executor's thread cost three times what waiting here does. Clocks that are set do not touch it. Thread-safe.
 */
final class DaemonTimer implements Timer {

    private final String name;
    private final Runnable beforehand;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::nanosFromStart));
    private final long start = System.nanoTime();
    private @Nullable Thread thread;

    /** @param beforehand what the thread does before its first task */
    DaemonTimer(String name, Runnable beforehand) {
        this.name = name;
        this.beforehand = beforehand;
    }

    /** A task that throws is over; the others go on, and so does what it has put in itself. */
    @Override
    public synchronized void in(Duration delay, Runnable task) {
        entries.add(new Entry(now() + delay.toNanos(), task));
        if (thread == null || !thread.isAlive()) {
            thread = new Thread(this::run, name);
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        try {
            beforehand.run();
            while (true) {
                run(next());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            return; // those that have somebody to tell have told
        }
    }

    private synchronized Runnable next() throws InterruptedException {
        while (true) {
            Entry first = entries.peek();
            long wait = first == null ? Long.MAX_VALUE : first.nanosFromStart() - now();
            if (first != null && wait <= 0) {
                entries.remove();
                return first.task();
            }
            TimeUnit.NANOSECONDS.timedWait(this, wait);
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private record Entry(long nanosFromStart, Runnable task) {}
}
