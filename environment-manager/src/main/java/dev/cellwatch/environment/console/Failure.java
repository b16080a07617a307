package dev.cellwatch.environment.console;

import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** A command cannot go on; the message is one sentence (or a few lines of what to do) for people. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as the exit code says it. */
    public enum Reason {
        FAILED(1),
        USAGE(2),
        MISSING(3);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Reason reason;
    private final String sentence;

    private Failure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }

    /** Something was tried and did not work. */
    public static Failure failed(String message) {
        return new Failure(Reason.FAILED, message);
    }

    /** The command line asks for something that makes no sense. */
    public static Failure usage(String message) {
        return new Failure(Reason.USAGE, message);
    }

    /** A program or file that is needed is not there; the message says how to get it. */
    public static Failure missing(String message) {
        return new Failure(Reason.MISSING, message);
    }

    /** Which file could not be read or written, and why. */
    public static String reason(IOException exception) {
        String file =
                exception instanceof FileSystemException named && named.getFile() != null ? named.getFile() + ": " : "";
        return file + FileTrouble.words(exception);
    }

    /** The same failure with what caused it, for {@code --debug}. */
    public Failure because(Throwable cause) {
        initCause(cause);
        return this;
    }

    public int exitCode() {
        return reason.exitCode();
    }
}
