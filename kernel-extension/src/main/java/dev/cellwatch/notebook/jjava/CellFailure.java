package dev.cellwatch.notebook.jjava;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import jdk.jshell.EvalException;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Ends the cell with one sentence. An {@code Error} without a stack trace, because JJava wraps every exception that
 * leaves a magic into one of its own with a trace of its own; an error arrives in the cell as it is.
 */
final class CellFailure extends Error {
    private static final long serialVersionUID = 1L;

    private static final Set<String> ADD_A_TRACE = Set.of("1.0-a6", "1.0-a7");

    /** What a trace goes on with below the user's own code. */
    private static final List<String> BELOW_THE_CODE =
            List.of("jdk.internal.reflect.", "java.lang.reflect.Method.invoke", "org.dflib.jjava.");

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

    /** What went wrong in a cell's code, in the words of its kernel and without what ran it. */
    static CellFailure of(BaseKernel kernel, Throwable failed) {
        Throwable thrown = failed.getCause() instanceof EvalException cause ? cause : failed;
        List<String> lines = linesOf(kernel, thrown);
        int end = 0;
        while (end < lines.size() && !lines.get(end).contains("JJavaExecutionControl")) {
            end++;
        }
        while (end < lines.size() && end > 1 && isBelowTheCode(lines.get(end - 1))) {
            end--;
        }
        return new CellFailure("the code of this cell failed\n" + String.join("\n", lines.subList(0, end)));
    }

    /** JJava's own words for it; what gives them is open to all in some of its versions only. */
    private static List<String> linesOf(BaseKernel kernel, Throwable thrown) {
        try {
            Method formats = BaseKernel.class.getDeclaredMethod("formatError", Throwable.class);
            formats.setAccessible(true);
            if (formats.invoke(kernel, thrown) instanceof List<?> lines) {
                return lines.stream().map(String::valueOf).toList();
            }
        } catch (ReflectiveOperationException | RuntimeException differs) {
            // then without colours
        }
        return List.of(String.valueOf(thrown.getMessage()));
    }

    private static boolean isBelowTheCode(String line) {
        return BELOW_THE_CODE.stream().anyMatch(line::contains);
    }
}
