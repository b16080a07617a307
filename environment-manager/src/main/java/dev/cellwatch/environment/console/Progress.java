package dev.cellwatch.environment.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows that work goes on, from its second second: on a terminal one line that counts, elsewhere a line every five
 * seconds. Thread-safe.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 78;
    private static final long FIRST_SECOND = 1;
    private static final long SECONDS_BETWEEN_LINES = 5;

    private final PrintStream stream;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final String what;
    private final long startNanos;
    private String detail = "";
    private long lastShownSecond;
    private boolean shown;
    private boolean closed;
    private @Nullable Thread ticker;

    Progress(PrintStream stream, boolean terminal, LongSupplier nanoClock, String what) {
        this.stream = stream;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.what = what;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Starts counting on its own daemon thread. */
    public Progress started() {
        Thread thread = new Thread(this::count, "cellwatch-progress");
        thread.setDaemon(true);
        ticker = thread;
        thread.start();
        return this;
    }

    /** What is being done right now, shown with the next tick. */
    public synchronized void detail(String text) {
        detail = text.strip();
    }

    /** Shows the state, when it is time to. */
    synchronized void tick() {
        long second = seconds();
        if (closed || second < FIRST_SECOND || second == lastShownSecond) {
            return;
        }
        if (terminal) {
            stream.print("\r" + padded(line(second)));
        } else if (!shown || second - lastShownSecond >= SECONDS_BETWEEN_LINES) {
            stream.println(line(second));
        } else {
            return;
        }
        stream.flush();
        shown = true;
        lastShownSecond = second;
    }

    @Override
    public void close() {
        Thread thread = ticker;
        if (thread != null) {
            thread.interrupt();
        }
        synchronized (this) {
            if (shown && terminal) {
                stream.print("\r" + " ".repeat(WIDTH) + "\r");
                stream.flush();
            }
            closed = true;
        }
    }

    /**
     * Waits until something has come about, looking ten times a second.
     *
     * @param limit how long this work as a whole may take
     * @return whether it has
     */
    public boolean await(BooleanSupplier come, Duration limit) {
        while (!come.getAsBoolean()) {
            if (seconds() > limit.toSeconds()) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.failed("Interrupted.").because(e);
            }
        }
        return true;
    }

    /** Whole seconds since the work began. */
    public long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong() - startNanos);
    }

    private String line(long second) {
        String text = what + " ... " + second + " s" + (detail.isEmpty() ? "" : "  " + detail);
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
    }

    private static String padded(String text) {
        return text + " ".repeat(WIDTH - text.length());
    }

    private void count() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(250);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
