package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.log.SampleLog;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Sheet;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One log that grows while later cells run. The cell that started it tells when something is wrong. Thread-safe. */
public final class LiveLog {

    /** The load of the CPU takes two readings, a driver a moment to be opened. */
    private static final long PATIENCE_MILLIS = 5000;

    private final Duration interval;
    private final SampleLog log;
    private final LogSource source;
    private final Lease lease;
    private final long startMillis;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;
    private CellDisplay.@Nullable Output output;
    private String told = "";

    LiveLog(SampleLog log, Duration interval, LogSource source, long startMillis) {
        this.interval = interval;
        this.log = log;
        this.source = source;
        this.startMillis = startMillis;
        this.lease = source.watch().apply(interval);
    }

    public Path file() {
        return log.file();
    }

    public Duration interval() {
        return interval;
    }

    public long startMillis() {
        return startMillis;
    }

    /** Lines that were written since it was started. */
    public long lines() {
        return log.written();
    }

    boolean isOver() {
        return over;
    }

    /** Lines come at multiples of the interval since the start, so that they do not drift. */
    Duration untilNext(long nowMillis) {
        long every = interval.toMillis();
        return Duration.ofMillis(every - Math.floorMod(nowMillis - startMillis, every));
    }

    /** Shows in a cell what goes on; there it will stand, too, what goes wrong. */
    synchronized void showIn(CellDisplay cell) {
        told = state();
        output = cell.show(bundle());
    }

    /** Writes a line, unless the first readings are still to come. */
    synchronized boolean write(long nowMillis) {
        if (over) {
            return true;
        }
        Snapshot snapshot = source.snapshots().now();
        boolean whole = source.answered().getAsBoolean() && snapshot.hasCpuLoad();
        if (!whole && log.written() == 0 && nowMillis - startMillis < PATIENCE_MILLIS) {
            return false;
        }
        failure = null;
        log.append(snapshot);
        tell();
        return true;
    }

    /** Remembers what kept it from writing; it goes on with the next line. */
    void failed(Throwable why) {
        failure = why;
    }

    /** Ends it; the file is closed when this returns. */
    synchronized void stop() {
        if (!over) {
            over = true;
            lease.close();
            log.close();
            tell();
        }
    }

    /** For when the kernel ends, which must not wait for a disk. */
    void leave() {
        over = true;
        lease.close();
    }

    private void tell() {
        String now = state();
        CellDisplay.Output shown = output;
        if (shown != null && (over || !now.equals(told))) {
            told = now;
            shown.update(bundle());
        }
    }

    private Bundle bundle() {
        String name = String.valueOf(file().getFileName());
        if (over) {
            return Sheet.of(Note.of(lines() + (lines() == 1 ? " line was" : " lines were") + " written to " + file()
                            + "." + (told.isEmpty() ? "" : " " + told)))
                    .bundle();
        }
        Note start = Note.of("Every " + Durations.text(interval) + " a line goes to " + file()
                + ", until the kernel ends or \"%monitor_log stop " + name + "\".");
        return told.isEmpty()
                ? Sheet.of(start).bundle()
                : Sheet.of(start, Note.warning(told)).bundle();
    }

    /** What somebody must know who relies on it, in a sentence or two; mostly nothing. */
    public String state() {
        Throwable why = failure;
        if (why != null) {
            return "The newest line could not be made: " + why + ".";
        }
        String missed =
                log.missed() == 0 ? "" : log.missed() + (log.missed() == 1 ? " line is" : " lines are") + " missing.";
        return log.trouble()
                .map(trouble -> "It cannot be written (" + trouble + ") and goes on as soon as it can. " + missed)
                .orElseGet(() -> log.takenAway() == 0
                        ? missed
                        : ("The file was moved or removed, and begun anew. " + missed).strip());
    }
}
