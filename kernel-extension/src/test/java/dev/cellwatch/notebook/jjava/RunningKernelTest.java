package dev.cellwatch.notebook.jjava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar comes with a cell of a kernel that runs, whose code has a thread of its own: the lock is with another. */
@Timeout(60)
class RunningKernelTest {

    private final BareKernel kernel = new BareKernel("1.0a8", new MagicsRegistry());
    private final List<String> order = new CopyOnWriteArrayList<>();
    private JupyterConnection connection;
    private Loop shell;

    @BeforeEach
    void connect() throws Exception {
        connection = new JupyterConnection(
                new KernelConnectionProperties("127.0.0.1", 0, 0, 0, 0, 0, "tcp", "hmac-sha256", "key"));
        JupyterConnection served = connection;
        // a loop that has the connection in its code, as that of a kernel does
        shell = new Loop("a-shell", 10, () -> order.indexOf(served.toString()));
        shell.start();
        kernel.code = () -> order.add("import");
        connection.setHandler(MessageType.EXECUTE_REQUEST, (env, message) -> {
            synchronized (kernel) {
                order.add("next cell");
            }
        });
    }

    @AfterEach
    void disconnect() {
        shell.shutdown();
        connection.close();
    }

    @Test
    void the_cell_that_adds_the_jar_waits_for_nothing_and_the_next_one_for_the_import() throws InterruptedException {
        FacadeImport imports = new FacadeImport(kernel, new Requests(List::of));
        Thread next = new Thread(
                () -> connection.getHandler(MessageType.EXECUTE_REQUEST).handle(null, null));
        synchronized (kernel) {
            Thread cell = new Thread(imports::beforeTheNextCell);
            cell.start();
            cell.join();
            next.start();
            while (next.getState() != Thread.State.TIMED_WAITING) { // it does not even ask for the lock
                Thread.sleep(1);
            }
            assertTrue(order.isEmpty());
        }
        next.join();
        assertEquals(List.of("import", "next cell"), order);
    }
}
