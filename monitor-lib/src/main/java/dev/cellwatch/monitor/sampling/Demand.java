package dev.cellwatch.monitor.sampling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How often readings are wanted at present. Loops wait here, so that a new wish wakes them at once. */
final class Demand {

    private final List<Duration> wishes = new ArrayList<>();
    private long shortestMillis;
    private boolean ended;
    /** How many readings out of turn have been asked for so far. */
    private long extra;

    synchronized void add(Duration interval) {
        wishes.add(interval);
        changed();
    }

    synchronized void remove(Duration interval) {
        wishes.remove(interval);
        changed();
    }

    private void changed() {
        shortestMillis = wishes.isEmpty() ? 0 : Collections.min(wishes).toMillis();
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The shortest interval wanted in milliseconds, 0 when nobody wants any. */
    synchronized long intervalMillis() {
        return shortestMillis;
    }

    /** Asks for a reading at once, besides those that are due, and gives its number. */
    synchronized long addExtra() {
        notifyAll();
        return ++extra;
    }

    /** The number of the last reading that was asked for out of turn. */
    synchronized long extra() {
        return extra;
    }

    /** Tells those who wait that something was read. */
    synchronized void served() {
        notifyAll();
    }

    /** Waits until it is so, at most so long; whoever makes it so says {@link #served}. */
    synchronized void await(BooleanSupplier done, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (!ended && left > 0 && !done.getAsBoolean()) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** Waits at most so long, and not at all when another interval is wanted by now, or a reading out of turn. */
    @SuppressWarnings("WaitNotInLoop") // whoever calls looks at the demand again and again
    synchronized void await(long millis, long knownInterval, long knownExtra) throws InterruptedException {
        if (!ended && intervalMillis() == knownInterval && extra == knownExtra) {
            wait(millis);
        }
    }

    /** Waits until somebody wants readings, at most so long. False when the time is over or all has ended. */
    synchronized boolean awaitWish(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!ended && wishes.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (millis > 0 && left <= 0) {
                return false;
            }
            wait(millis == 0 ? 0 : left);
        }
        return !ended;
    }
}
