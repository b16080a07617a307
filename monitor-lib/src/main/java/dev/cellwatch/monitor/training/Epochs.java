package dev.cellwatch.monitor.training;

import java.time.Duration;
import java.util.Optional;

/** How far a run is, in epochs. Thread-safe. */
public final class Epochs {

    private int number;
    private int of;
    private long sinceMillis;
    /** How long the last complete epoch took; negative before there is one. */
    private long lastTook = -1;

    synchronized void begin(int next, int total, long nowMillis) {
        if (number > 0 && next > number) {
            lastTook = (nowMillis - sinceMillis) / (next - number);
        }
        number = next;
        of = Math.max(0, total);
        sinceMillis = nowMillis;
    }

    /** The one that runs, 0 before the first. */
    public synchronized int number() {
        return number;
    }

    /** How many there will be, 0 where nobody said. */
    public synchronized int of() {
        return of;
    }

    /** How long the rest takes if it goes on as in the last complete epoch; empty before there is one. */
    public synchronized Optional<Duration> left(long nowMillis) {
        if (lastTook < 0 || of < number) {
            return Optional.empty();
        }
        long current = Math.max(0, lastTook - (nowMillis - sinceMillis));
        return Optional.of(Duration.ofMillis((of - number) * lastTook + current));
    }
}
