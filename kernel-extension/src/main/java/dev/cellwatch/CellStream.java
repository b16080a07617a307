package dev.cellwatch;

import dev.cellwatch.notebook.magic.MagicRunner;

/** The output of the cell that runs. What other threads printed would stand under whichever cell happens to run. */
final class CellStream {

    /** What JShell calls the method into which it puts a cell's code. */
    private static final String CELL = "do_it$";

    private CellStream() {}

    /** Prints a line, if this is the thread of a cell. */
    static void print(String line) {
        boolean ofACell = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(CELL)
                        || frame.getClassName().equals(MagicRunner.class.getName())));
        if (ofACell) {
            System.out.println(line);
        }
    }
}
