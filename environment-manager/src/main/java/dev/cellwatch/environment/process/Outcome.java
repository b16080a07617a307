package dev.cellwatch.environment.process;

/**
 * How a program ended.
 *
 * @param exitCode its exit code; 127 when there is no such program
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Outcome(int exitCode, String out, String err) {

    /** The exit code that stands for "no such program", as in a shell. */
    public static final int NOT_FOUND = 127;

    public boolean succeeded() {
        return exitCode == 0;
    }
}
