package dev.cellwatch.monitor.sampling;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one probe, on its own daemon thread, at whole multiples of the interval: it does not drift and never bursts. */
final class ProbeLoop {

    static final long SLOW_MILLIS = 5_000;
    /** A read that takes longer than this is said to be stuck. */
    static final long STUCK_MILLIS = 5_000;
    /** How long a probe is kept ready after the last reader left: opening a driver is dear. */
    static final long LINGER_MILLIS = 5_000;

    private static final long LONGEST_PAUSE = 10_000;

    private final Probe probe;
    private final Consumer<Sample> consumer;
    private final Clock clock;
    private @Nullable Thread thread;
    private boolean first = true;
    private long lastSlow = Long.MIN_VALUE;
    private long lastDue = Long.MIN_VALUE;
    private long retryMillis;
    private long pauseMillis;
    private volatile long extraServed;
    private volatile long readingSince;
    private volatile boolean answered;
    private volatile ProbeHealth health;

    ProbeLoop(Probe probe, Consumer<Sample> consumer, Clock clock) {
        this.probe = probe;
        this.consumer = consumer;
        this.clock = clock;
        this.health = new ProbeHealth(
                probe.name(), false, 0, Optional.of("has not been read yet"), Optional.empty(), Optional.empty());
    }

    synchronized void start(Demand demand) {
        if (thread == null) {
            thread = new Thread(() -> run(demand), "cellwatch-" + probe.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(Demand demand) {
        try {
            while (demand.awaitWish(0)) {
                turn(demand);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            rest();
        }
    }

    private void turn(Demand demand) throws InterruptedException {
        long interval = demand.intervalMillis();
        if (interval == 0) {
            if (!demand.awaitWish(LINGER_MILLIS)) {
                rest();
            }
            return;
        }
        long extra = demand.extra();
        long now = clock.millis();
        long due = Math.floorDiv(now, interval) * interval;
        boolean setBack = now < lastDue - interval;
        if (extra > extraServed) {
            tick(now, true);
            lastDue = due;
            extraServed = extra;
            demand.served();
        } else if (due > lastDue || setBack) {
            // the very first reading is of this moment, all others are of theirs
            tick(lastDue == Long.MIN_VALUE ? now : due);
            lastDue = due;
        }
        long wait = due + interval - clock.millis();
        if (wait > 0) {
            demand.await(wait, interval, extra);
        }
    }

    /** One reading at this time, unless the probe failed a moment ago. */
    void tick(long timeMillis) {
        tick(timeMillis, false);
    }

    private void tick(long timeMillis, boolean all) {
        if (timeMillis < retryMillis && timeMillis >= retryMillis - pauseMillis) {
            return; // earlier than that the clock has been set back, which is no reason to wait
        }
        boolean slow = all || first || Math.floorDiv(timeMillis, SLOW_MILLIS) != lastSlow;
        long started = System.nanoTime();
        readingSince = timeMillis;
        String error = read(new Tick(timeMillis, slow, first));
        readingSince = 0;
        answered = true;
        if (slow) {
            lastSlow = Math.floorDiv(timeMillis, SLOW_MILLIS);
        }
        settle(timeMillis, error, (System.nanoTime() - started) / 1e9);
    }

    private @Nullable String read(Tick tick) {
        try {
            probe.read(tick, consumer);
            return null;
        } catch (ProbeException failure) {
            return failure.getMessage();
        } catch (Throwable failure) {
            // an OutOfMemoryError, say: the user's code may recover from it, and then sampling must go on
            return "The " + probe.name() + " probe failed: " + failure;
        }
    }

    /** After a failure waits for one second, then two, four, up to ten: trying is not free. */
    private void settle(long timeMillis, @Nullable String error, double seconds) {
        first = error != null;
        pauseMillis = error == null ? 0 : Math.min(LONGEST_PAUSE, Math.max(1000, pauseMillis * 2));
        retryMillis = error == null ? 0 : timeMillis + pauseMillis;
        health = new ProbeHealth(
                probe.name(),
                error == null,
                seconds,
                Optional.ofNullable(error),
                Optional.of(timeMillis),
                Optional.empty());
    }

    private void rest() {
        health = new ProbeHealth(
                probe.name(),
                health.success(),
                health.durationSeconds(),
                health.error(),
                Optional.empty(),
                Optional.empty());
        first = true;
        lastDue = Long.MIN_VALUE;
        retryMillis = 0;
        pauseMillis = 0;
        try {
            probe.rest();
        } catch (Throwable ignored) {
            // there is nobody left to tell, and nothing left to give back
        }
    }

    /** Whether the reading out of turn with that number, or a later one, was made, well or not. */
    boolean hasServed(long extra) {
        return extraServed >= extra;
    }

    /** Whether a reading has finished, well or not. */
    boolean answered() {
        return answered;
    }

    ProbeHealth health() {
        ProbeHealth known = health;
        long since = readingSince;
        if (since == 0 || clock.millis() - since < STUCK_MILLIS) {
            return known;
        }
        return new ProbeHealth(
                known.probe(), false, known.durationSeconds(), known.error(), known.readMillis(), Optional.of(since));
    }
}
