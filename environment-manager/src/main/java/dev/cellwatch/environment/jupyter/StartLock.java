package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by one start at a time; the system gives it back when its holder ends, however that comes about. */
final class StartLock implements AutoCloseable {

    private final FileChannel channel;

    private StartLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn, and says so when it is not there at once. */
    static StartLock take(Path file, Console console) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                console.note("Another start is at work; waiting for it.");
                channel.lock();
            }
            return new StartLock(channel);
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + file + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    boolean isHeld() {
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
