package dev.cellwatch.environment.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Where the launcher writes: results to one stream, warnings and progress to the other. Thread-safe. */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoClock;

    /**
     * @param terminal whether a person watches: progress then rewrites one line instead of adding lines
     * @param nanoClock the clock of progress, nanoseconds
     */
    public Console(PrintStream out, PrintStream err, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    /** A line of the result. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A line that is no part of the result. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /** Stands on the terminal while work goes on; closing it ends that. */
    public Progress progress(String what) {
        return new Progress(err, terminal, nanoClock, what);
    }
}
