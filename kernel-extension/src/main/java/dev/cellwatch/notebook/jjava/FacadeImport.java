package dev.cellwatch.notebook.jjava;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Imports the facade into the notebook. The first line that JShell compiles takes a tenth of a second, which a starting
 * kernel should not wait for; cells run under the kernel's lock, so a thread that holds it imports before the first one.
 */
final class FacadeImport {

    /** One line, and the one that gives way where a notebook has a class of such a name itself. */
    private static final String LINE = "import dev.cellwatch.*;";

    /** What makes JJava run code of its user's as soon as we are installed, without the lock; JShell is for one thread. */
    private static final List<String> STARTUP_SCRIPTS = List.of("JJAVA_STARTUP_SCRIPT", "JJAVA_STARTUP_SCRIPTS_PATH");

    private final BaseKernel kernel;
    private final Requests requests;
    private final CountDownLatch locked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    FacadeImport(BaseKernel kernel, Requests requests) {
        this.kernel = kernel;
        this.requests = requests;
    }

    /** Within a cell, as {@code %classpath} is, it is there for the rest of that cell; and for a startup script. */
    void beforeTheNextCell() {
        if (Thread.holdsLock(kernel) || STARTUP_SCRIPTS.stream().anyMatch(name -> System.getenv(name) != null)) {
            evaluate();
            requests.meet();
        } else if (Requests.areTaken()) {
            begin(this::asSoonAsTheCellEnds);
            meetInTime();
        } else {
            begin(this::onceConnected);
            awaitLock();
        }
    }

    /** Before the cell is over that brings us, and with what holds back the next one outermost: its time is its own. */
    private void meetInTime() {
        try {
            requests.meet();
            requests.holdBackUntil(done);
        } catch (RuntimeException | LinkageError differs) {
            // another JJava: the next cell may come before the import
        }
    }

    private static void begin(Runnable work) {
        Thread importing = new Thread(work, "cellwatch-import");
        importing.setDaemon(true);
        importing.start();
    }

    private void awaitLock() {
        try {
            // at once; a JJava that starts its extensions under the lock gets the import a moment later
            locked.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cell may run without the lock, while what the kernel took it for waits for the cell. */
    private void asSoonAsTheCellEnds() {
        try {
            synchronized (kernel) {
                evaluate();
            }
        } finally {
            done.countDown();
        }
    }

    /** Compiling while the kernel connects would make that wait for half the machine; a first cell waits for the lock. */
    private void onceConnected() {
        synchronized (kernel) {
            locked.countDown();
            try {
                requests.awaitFirst();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | LinkageError differs) {
                // another JJava: what stands before its answers is not there, and all else is
            }
            evaluate();
        }
    }

    private void evaluate() {
        try {
            kernel.evalRaw(LINE);
        } catch (RuntimeException | LinkageError differs) {
            // the name can still be written in full; a kernel that cannot import will say so with the first cell
        }
    }
}
