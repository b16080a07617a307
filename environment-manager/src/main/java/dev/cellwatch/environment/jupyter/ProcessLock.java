package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by one process at a time; the system gives it back when its holder ends, however that comes about. */
public final class ProcessLock implements AutoCloseable {

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn, and says so when it is not there at once: for work that takes long. */
    public static ProcessLock take(Path file, Console console) {
        return take(file, () -> console.note("Another start is at work; waiting for it."));
    }

    /** Waits for its turn: for work that takes a moment. */
    static ProcessLock take(Path file) {
        return take(file, () -> {});
    }

    private static ProcessLock take(Path file, Runnable whenTaken) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                whenTaken.run();
                channel.lock();
            }
            return new ProcessLock(channel);
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + file + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    public boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close(); // and with it goes the lock
        } catch (IOException e) {
            throw Failure.failed("Cannot close a lock: " + Failure.reason(e)).because(e);
        }
    }
}
