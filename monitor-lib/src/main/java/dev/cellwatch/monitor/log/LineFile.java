package dev.cellwatch.monitor.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows by whole lines and is put aside when it is full: {@code F} becomes {@code F.1}, that {@code F.2},
 * that {@code F.3}, and what was {@code F.3} is gone. A line is with the operating system when {@link #append} returns,
 * so that nothing is lost with the process; half a line, left by a kill or a full disk, is never built upon. One writer
 * has the file for itself, among all programs of the machine. Thread-safe.
 */
final class LineFile implements AutoCloseable {

    private static final int ASIDE = 3;
    /** Far behind any end, so that a system whose locks keep readers away lets them read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final long maxBytes;
    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    private volatile long takenAway;

    /** Somebody else writes the file. */
    static final class InUseException extends FileSystemException {
        private static final long serialVersionUID = 1;

        InUseException(Path file) {
            super(file.toString(), null, "another log is written to it");
        }
    }

    LineFile(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** Opens the file, which is made if it is not there; its folder has to be. */
    synchronized void open() throws IOException {
        current();
    }

    /**
     * Adds a line, wholly or not at all. When the file was taken away it is begun anew; whoever has read the old one
     * loses nothing.
     *
     * @param line text that does not end a line; with several lines in it, they are added together
     */
    synchronized void append(String line) throws IOException {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        FileChannel out = current();
        long end = out.size();
        if (end > 0 && end + bytes.length > maxBytes) {
            out = rotated();
            end = 0;
        }
        try {
            write(out, endsInALine(out, end) ? bytes : afterANewLine(bytes), end);
        } catch (IOException half) {
            truncate(out, end);
            throw half;
        }
    }

    /** How often somebody else moved or removed the file while it was written. */
    long takenAway() {
        return takenAway;
    }

    private synchronized FileChannel current() throws IOException {
        FileChannel known = channel;
        if (known != null && known.isOpen()) {
            if (isStillThere()) {
                return known;
            }
            takenAway++;
        }
        close();
        return opened();
    }

    private boolean isStillThere() throws IOException {
        try {
            Object there = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return there == null || there.equals(identity);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            requireForOurselves(opened);
            identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            channel = opened;
            return opened;
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private void requireForOurselves(FileChannel opened) throws IOException {
        boolean free;
        try {
            FileLock lock = opened.tryLock(LOCKED_BYTE, 1, false);
            free = lock != null;
        } catch (OverlappingFileLockException ours) {
            free = false;
        } catch (IOException noLocksThere) {
            return; // some network file systems have none; there two writers are the user's own affair
        }
        if (!free) {
            throw new InUseException(file);
        }
    }

    private FileChannel rotated() throws IOException {
        for (int i = ASIDE; i > 1; i--) {
            if (Files.exists(aside(i - 1))) {
                Files.move(aside(i - 1), aside(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
        close();
        return opened();
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static boolean endsInALine(FileChannel out, long end) throws IOException {
        if (end == 0) {
            return true;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        out.read(last, end - 1);
        return last.get(0) == '\n';
    }

    private static byte[] afterANewLine(byte... bytes) {
        byte[] longer = new byte[bytes.length + 1];
        longer[0] = '\n';
        System.arraycopy(bytes, 0, longer, 1, bytes.length);
        return longer;
    }

    private static void write(FileChannel out, byte[] bytes, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            out.write(left, at + left.position());
        }
    }

    private static void truncate(FileChannel out, long end) {
        try {
            out.truncate(end);
        } catch (IOException closed) {
            return; // what is left of the line is put on a line of its own by the next
        }
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel known = channel;
        channel = null;
        if (known != null) {
            known.close();
        }
    }
}
