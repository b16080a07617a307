package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs into their folder, on a daemon thread of its own: one that is over within a second, one that goes on
 * twice a minute, so that a kernel that is killed loses little. What cannot be written is tried again until it can.
 * Thread-safe.
 */
final class RunKeeper implements AutoCloseable {

    private static final long AGAIN_MILLIS = 30_000;
    private static final long LOOK_MILLIS = 1000;
    /** The most that a kernel's end waits for a slow disk. */
    private static final long LONGEST_END_MILLIS = 2000;
    /** Of runs that cannot be written yet; with more, the oldest are given up. */
    private static final int MOST_WAITING = 32;

    private final RunFolder folder;
    private final Form form;
    private final InstantSource clock;
    private final ThreadFactory threads;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean ended;
    private @Nullable Thread writer;
    private volatile @Nullable String problem;

    /** Tells what is to be kept of a run. */
    interface Form {
        KeptRun of(RunFeed feed, RunName name, long nowMillis);
    }

    RunKeeper(RunFolder folder, Form form, InstantSource clock) {
        this(folder, form, clock, work -> new Thread(work, "cellwatch-keeping"));
    }

    /** @param threads makes the thread that looks after the runs */
    RunKeeper(RunFolder folder, Form form, InstantSource clock, ThreadFactory threads) {
        this.folder = folder;
        this.form = form;
        this.clock = clock;
        this.threads = threads;
    }

    /** A run that is not written to its end yet. */
    private static final class Waiting {
        private final RunFeed feed;
        private long dueMillis;
        private boolean endTried;
        /** Whether it was written when it said nothing any more: until it does, there is nothing to add. */
        private boolean quietWritten;

        Waiting(RunFeed feed) {
            this.feed = feed;
            this.dueMillis = feed.startMillis() + AGAIN_MILLIS;
        }

        boolean isDue(long nowMillis) {
            boolean changes = feed.isFinished() || !quietWritten || !feed.isQuiet();
            return (changes && nowMillis >= dueMillis) || (!endTried && feed.isFinished());
        }
    }

    /** Has a run written from now on. */
    synchronized void follow(RunFeed feed) {
        waiting.add(new Waiting(feed));
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(0);
        }
        if (!ended && (writer == null || !writer.isAlive())) {
            writer = threads.newThread(this::writeWhileWaiting);
            writer.setDaemon(true);
            writer.start();
        }
    }

    private void writeWhileWaiting() {
        try {
            while (waitForWork()) {
                keep(false);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (isEnded()) {
            keep(true);
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** Whether there is something to look after. The thread that is told no looks after nothing any more. */
    private synchronized boolean waitForWork() throws InterruptedException {
        if (!ended && !waiting.isEmpty()) {
            TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
        }
        if (!ended && waiting.isEmpty()) {
            writer = null;
        }
        return !ended && !waiting.isEmpty();
    }

    /**
     * Writes what is due.
     *
     * @param all whether all is: the last chance
     */
    void keep(boolean all) {
        long now = clock.millis();
        List<Waiting> known;
        synchronized (this) {
            known = List.copyOf(waiting);
        }
        known.stream().filter(one -> all || one.isDue(now)).forEach(one -> keep(one, now));
    }

    /** Whatever goes wrong, also a full heap, must not end the writing of the others. */
    private void keep(Waiting one, long nowMillis) {
        boolean finished = one.feed.isFinished();
        one.endTried = finished;
        one.dueMillis = nowMillis + AGAIN_MILLIS;
        try {
            boolean quiet = one.feed.isQuiet();
            if (one.feed.hasSaidSomething()) {
                write(one.feed, nowMillis);
            }
            one.quietWritten = quiet;
            if (finished) {
                forget(one);
                prune(nowMillis);
            }
        } catch (IOException | RuntimeException | Error failed) {
            problem = "runs are not kept: " + folder.path() + " cannot be written (" + FileTrouble.words(failed)
                    + "); this is tried again";
        }
    }

    private void write(RunFeed feed, long nowMillis) throws IOException {
        RunName name = folder.nameOf(feed.run());
        KeptRun run = form.of(feed, name, nowMillis);
        folder.save(name, file -> RunWriter.write(run, file));
        problem = null;
    }

    private void prune(long nowMillis) {
        try {
            folder.prune(nowMillis);
        } catch (IOException notNow) {
            return; // it is deleted with the next run
        }
    }

    private synchronized void forget(Waiting one) {
        waiting.remove(one);
    }

    /** Why runs are not kept at the moment, in a sentence without its end. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Writes what is not written yet; a disk that hangs holds nobody up for long. */
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            ended = true;
            last = writer;
            notifyAll();
        }
        try {
            if (last != null) {
                last.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (last == null || !last.isAlive()) {
            keep(true); // what a thread that came to grief has left
        }
    }
}
