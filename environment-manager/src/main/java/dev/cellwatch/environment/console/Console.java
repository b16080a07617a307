package dev.cellwatch.environment.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where the launcher writes: results to one stream, warnings and progress to the other. Thread-safe. */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final InputStream in;

    /**
     * @param terminal whether a person watches: progress then rewrites one line instead of adding lines
     * @param nanoClock the clock of progress, nanoseconds
     */
    public Console(PrintStream out, PrintStream err, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.in = InputStream.nullInputStream();
    }

    private Console(Console other, InputStream in) {
        this.out = other.out;
        this.err = other.err;
        this.terminal = other.terminal;
        this.nanoClock = other.nanoClock;
        this.in = in;
    }

    /** The same console, where a person or a program can answer. */
    public Console reading(InputStream answers) {
        return new Console(this, answers);
    }

    /** The next line that is typed or handed in; nothing where there is none. */
    public Optional<String> line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            boolean any = next >= 0;
            while (next >= 0 && next != '\n') { // byte by byte: what follows may be somebody else's to read
                line.write(next);
                next = in.read();
            }
            return any ? Optional.of(line.toString(StandardCharsets.UTF_8).replaceAll("\\r$", "")) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks a question that is answered with yes or anything else. */
    public boolean confirms(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        return line().filter(answer -> answer.strip().matches("(?i)y|yes")).isPresent();
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
