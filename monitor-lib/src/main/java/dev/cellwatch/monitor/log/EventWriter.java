package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes records on a daemon thread, which the first of them starts. Whoever hands one over does not wait: what comes
 * faster than it can be written, or cannot be written, is counted. Thread-safe.
 */
final class EventWriter implements AutoCloseable {

    static final int WAITING = 4096;
    private static final int MOST_AT_ONCE = 256;
    /** A kernel that ends does not wait for a disk that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Lines lines;
    private final EventFormat format;
    private final BlockingQueue<Optional<Event>> waiting = new ArrayBlockingQueue<>(WAITING); // nothing is the end
    private final LongAdder missed = new LongAdder();
    private volatile @Nullable String trouble;
    private volatile @Nullable Thread thread;
    private boolean closed;

    EventWriter(Lines lines, EventFormat format) {
        this.lines = lines;
        this.format = format;
    }

    /** Has it written soon; after {@link #close} nothing happens. */
    void put(Event event) {
        if (thread == null && !start()) {
            return;
        }
        if (!waiting.offer(Optional.of(event))) {
            missed();
        }
    }

    private synchronized boolean start() {
        if (thread == null && !closed) {
            Thread starting = new Thread(this::writeAll, "cellwatch-events");
            starting.setDaemon(true);
            starting.start();
            thread = starting;
        }
        return thread != null;
    }

    private void writeAll() {
        try {
            List<Optional<Event>> next = new ArrayList<>();
            do {
                next.clear();
                next.add(waiting.take());
                waiting.drainTo(next, MOST_AT_ONCE);
                write(next);
            } while (next.stream().allMatch(Optional::isPresent));
            lines.close();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException nothingIsWaiting) {
            return; // each line is with the operating system already
        }
    }

    /** Several at once cost the disk little more than one. */
    private void write(List<Optional<Event>> events) {
        List<String> made = new ArrayList<>();
        for (Optional<Event> event : events) {
            event.flatMap(this::line).ifPresent(made::add);
        }
        if (made.isEmpty()) {
            return;
        }
        try {
            lines.append(String.join("\n", made));
            trouble = null;
        } catch (IOException refused) {
            missed.add(made.size());
            trouble = FileTrouble.words(refused);
        } catch (RuntimeException | Error failed) { // also a full heap must not end the log
            missed.add(made.size());
            trouble = failed.toString();
        }
    }

    private Optional<String> line(Event event) {
        try {
            return Optional.of(format.line(event));
        } catch (RuntimeException | Error failed) {
            missed();
            trouble = failed.toString();
            return Optional.empty();
        }
    }

    /** Counts a record that will not be written. */
    void missed() {
        missed.increment();
    }

    /** How many records are not in the file. */
    long missing() {
        return missed.sum();
    }

    /** Why the newest could not be written, without its end; nothing when it was. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    Lines lines() {
        return lines;
    }

    EventFormat format() {
        return format;
    }

    /** Writes what waits and ends; a disk that hangs is left behind after a moment. */
    @Override
    public void close() {
        Thread writing;
        synchronized (this) {
            writing = closed ? null : thread;
            closed = true;
        }
        try {
            if (writing != null && waiting.offer(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                writing.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
