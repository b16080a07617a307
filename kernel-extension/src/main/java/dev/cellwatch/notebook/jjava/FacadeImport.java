package dev.cellwatch.notebook.jjava;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /** The kernel connects now; compiling beside that would make it wait for half the machine. */
    private static final long UNTIL_CONNECTED_MILLIS = 150;

    private static final long ASK_AGAIN_MILLIS = 10;
    private static final int ASK_AT_MOST = 100;

    private final BaseKernel kernel;
    private final BooleanSupplier connected;
    private final CountDownLatch locked = new CountDownLatch(1);

    /** @param connected what is to be done as soon as the kernel is connected; tells whether it is */
    FacadeImport(BaseKernel kernel, BooleanSupplier connected) {
        this.kernel = kernel;
        this.connected = connected;
    }

    /** Within a cell, as {@code %classpath} is, it is there for the rest of that cell; and for a startup script. */
    void beforeTheNextCell() {
        if (Thread.holdsLock(kernel) || STARTUP_SCRIPTS.stream().anyMatch(name -> System.getenv(name) != null)) {
            evaluate();
            boolean unused = connected.getAsBoolean(); // a kernel that runs a cell is connected
            return;
        }
        Thread importing = new Thread(this::underTheLock, "cellwatch-import");
        importing.setDaemon(true);
        importing.start();
        try {
            // at once; a JJava that starts its extensions under the lock gets the import a moment later
            locked.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request that came before the kernel is met would pass by; the first one waits for the lock meanwhile. */
    private void underTheLock() {
        synchronized (kernel) {
            locked.countDown();
            try {
                Thread.sleep(UNTIL_CONNECTED_MILLIS);
                for (int asked = 0; !connected.getAsBoolean() && asked < ASK_AT_MOST; asked++) {
                    Thread.sleep(ASK_AGAIN_MILLIS);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
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
