package dev.cellwatch.notebook.jjava;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.Test;

class CellCodeTest {

    private final BareKernel kernel = new BareKernel("1.0a8", new MagicsRegistry());
    private final CellCode cell = new CellCode(kernel, "code");

    @Test
    void an_interrupt_of_the_magic_does_not_hide_how_its_code_ended() {
        Thread magic = Thread.currentThread();
        CountDownLatch cancelled = new CountDownLatch(1);
        kernel.code = () -> {
            magic.interrupt();
            waitsAsJJavaDoes(cancelled);
        };
        assertFalse(cell.run());
        assertTrue(Thread.interrupted(), "and whoever waits further out hears of it");
        assertThrows(CellFailure.class, () -> cell.value());
    }

    @Test
    void an_error_of_the_virtual_machine_stays_what_it_is() {
        kernel.code = () -> {
            throw new OutOfMemoryError("simulated");
        };
        assertFalse(cell.run());
        assertThrows(OutOfMemoryError.class, () -> cell.value());
    }

    /** An interrupt of the thread that waits ends the wait as if nothing had happened; the code's own end is a failure. */
    private static void waitsAsJJavaDoes(CountDownLatch cancelled) {
        try {
            if (!cancelled.await(50, MILLISECONDS)) {
                throw new IllegalStateException("interrupted");
            }
        } catch (InterruptedException lost) {
            // as in JJava
        }
    }

    @Test
    void code_that_ends_well_is_told_so() {
        assertTrue(cell.run());
    }
}
