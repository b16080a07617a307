package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots in a file, each as a line of JSON. Once it is open, nothing that happens to the file or its disk makes it
 * fail: what cannot be written is counted, {@link #trouble} says why, and it goes on as soon as it can. Thread-safe.
 *
 * <pre>{@code
 * try (SampleLog log = SampleLog.open(Path.of("metrics.jsonl"), SampleLog.USUAL_BYTES)) {
 *     log.append(monitor.snapshot());
 * }
 * }</pre>
 */
public final class SampleLog implements AutoCloseable {

    /** The size at which a file is put aside; three such are kept besides the one that is written. */
    public static final long USUAL_BYTES = 64L << 20;

    private final Path file;
    private final LineFile lines;
    // read without the lock: whoever asks how it goes must not wait for a disk that hangs
    private volatile long written;
    private volatile long missed;
    private volatile @Nullable String trouble;
    private boolean closed;

    private SampleLog(Path file, long maxBytes) {
        this.file = file;
        this.lines = new LineFile(file, maxBytes);
    }

    /**
     * Opens a log, to append to what the file holds.
     *
     * @param maxBytes the size at which the file is put aside
     * @throws IOException when it cannot be written, or is written by another log: {@link FileTrouble} has the words
     */
    public static SampleLog open(Path file, long maxBytes) throws IOException {
        SampleLog log = new SampleLog(file.toAbsolutePath().normalize(), maxBytes);
        log.lines.open();
        return log;
    }

    /** Adds a line; after {@link #close} nothing happens. */
    public synchronized void append(Snapshot snapshot) {
        if (closed) {
            return;
        }
        try {
            lines.append(snapshot.line());
            written++;
            trouble = null;
        } catch (IOException refused) {
            missed++;
            trouble = FileTrouble.words(refused);
        }
    }

    /** The file, from the root. */
    public Path file() {
        return file;
    }

    /** How many lines were written since it was opened. */
    public long written() {
        return written;
    }

    /** How many lines could not be written, although it went on afterwards or still tries. */
    public long missed() {
        return missed;
    }

    /** Why the newest line could not be written, without its end; nothing when it was. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** How often somebody else moved or removed the file, which was begun anew. */
    public long takenAway() {
        return lines.takenAway();
    }

    /** Waits for a line that is being written, and ends. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            lines.close();
        } catch (IOException nothingIsWaiting) {
            return; // each line was with the operating system before append returned
        }
    }
}
