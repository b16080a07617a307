package dev.cellwatch.notebook.jjava;

import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Ends the cell with one sentence. An {@code Error} without a stack trace, because JJava wraps every exception that
 * leaves a magic into one of its own with a trace of its own; an error arrives in the cell as it is.
 */
final class CellFailure extends Error {
    private static final long serialVersionUID = 1L;

    private static final Set<String> ADD_A_TRACE = Set.of("1.0-a6", "1.0-a7");

    private CellFailure(String sentence) {
        super(sentence, null, false, false);
    }

    /**
     * Says the sentence in the running cell and ends the cell. JJava up to 1.0a7 adds a trace to whatever a cell
     * throws; there the sentence is printed and the cell goes on.
     */
    static void say(BaseKernel kernel, String sentence) {
        if (ADD_A_TRACE.contains(kernel.getVersion())) {
            System.err.println(sentence);
        } else {
            throw new CellFailure(sentence);
        }
    }
}
