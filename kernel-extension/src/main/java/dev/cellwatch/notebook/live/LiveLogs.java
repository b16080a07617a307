package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.log.SampleLog;
import dev.cellwatch.notebook.display.CellDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The logs of a kernel: each goes on until it is stopped or the kernel ends. Thread-safe. */
public final class LiveLogs implements AutoCloseable {

    /** More than anybody needs at a time. */
    public static final int MOST = 16;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Supplier<LogSource> source;
    private final InstantSource clock;
    private final Timer timer;
    private final List<LiveLog> running = new ArrayList<>();

    public LiveLogs(Supplier<LogSource> source, InstantSource clock) {
        this(source, clock, new DaemonTimer("cellwatch-log", () -> {}));
    }

    LiveLogs(Supplier<LogSource> source, InstantSource clock, Timer timer) {
        this.source = source;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Starts a log and says so in a cell.
     *
     * @param maxBytes the size at which the file is put aside
     * @throws IOException when the file cannot be written, or is written by another log
     */
    public void start(Path file, long maxBytes, Duration interval, CellDisplay cell) throws IOException {
        SampleLog open = SampleLog.open(file, maxBytes);
        try {
            LiveLog log = new LiveLog(open, interval, source.get(), clock.millis());
            log.showIn(cell);
            register(log);
            step(log);
        } catch (RuntimeException | Error failure) {
            open.close();
            throw failure;
        }
    }

    private synchronized void register(LiveLog log) {
        running.add(log);
    }

    private void step(LiveLog log) {
        boolean written = true;
        try {
            written = log.write(clock.millis());
        } catch (Throwable why) { // whatever it is, also a full heap, the next line may be possible
            log.failed(why);
        }
        if (!log.isOver()) {
            timer.in(written ? log.untilNext(clock.millis()) : LOOK_AGAIN, () -> step(log));
        }
    }

    /** Those that run, the oldest first. */
    public synchronized List<LiveLog> running() {
        return List.copyOf(running);
    }

    /** Ends a log; its file can be used by another when this returns. */
    public void stop(LiveLog log) {
        log.stop();
        synchronized (this) {
            running.remove(log);
        }
    }

    /** The kernel ends: every line that was written is in its file already. */
    @Override
    public void close() {
        running().forEach(LiveLog::leave);
    }
}
