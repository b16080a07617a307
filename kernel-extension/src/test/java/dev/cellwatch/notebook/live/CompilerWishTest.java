package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.management.JMException;
import org.junit.jupiter.api.Test;

class CompilerWishTest {

    @Test
    void the_jvm_takes_it_and_spares_what_training_threads_call() throws JMException {
        String before = print();
        CompilerWish.tell();
        String taken = print().replace(before, "");
        CompilerWish.diagnose("compilerDirectivesRemove");
        CompilerWish.diagnose("compilerDirectivesRemove");

        int training = taken.indexOf("dev/cellwatch/monitor/training/*.*");
        int all = taken.indexOf("dev/cellwatch/*.*");
        assertTrue(training >= 0 && all > training, taken);
        assertTrue(section(taken, all).contains("Exclude:true"), taken);
        int polling = taken.indexOf("*zmq/poll/Poller.run");
        assertTrue(polling > training, taken);
        assertTrue(section(taken, polling).contains("Exclude:true"), taken);
        assertTrue(section(taken, training).contains("Exclude:false"), taken);
        assertEquals(before, print());
    }

    private static String print() throws JMException {
        return CompilerWish.diagnose("compilerDirectivesPrint");
    }

    /** The second compiler's options of the directive that begins there. */
    private static String section(String printed, int from) {
        int c2 = printed.indexOf("c2 directives", from);
        return printed.substring(c2, Math.min(printed.length(), c2 + 400));
    }
}
