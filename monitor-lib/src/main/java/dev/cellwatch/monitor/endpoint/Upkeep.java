package dev.cellwatch.monitor.endpoint;

import java.time.Duration;
import java.util.List;

/** Does what has to be done from time to time, on a daemon thread: a disk that hangs holds up nobody who asks. */
final class Upkeep implements AutoCloseable {

    static final Duration EVERY = Duration.ofSeconds(30);

    private final List<Runnable> chores;
    private final Thread thread = new Thread(this::run, "cellwatch-endpoint");

    private boolean begun;

    /** @param chores each is done every time, whatever became of the others */
    Upkeep(List<Runnable> chores) {
        this.chores = List.copyOf(chores);
    }

    synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY.toMillis());
                turn();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void turn() {
        chores.forEach(Upkeep::tryOnce);
    }

    private static void tryOnce(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException | Error failed) {
            return; // a folder that breaks off its list, a full heap: the next turn tries again
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
