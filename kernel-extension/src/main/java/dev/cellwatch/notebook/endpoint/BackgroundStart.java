package dev.cellwatch.notebook.endpoint;

import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.EndpointException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Starts the endpoint when the kernel has become calm: a moment after its first cell, so that neither that nor the start
 * waits for it; and after a while also without one, or during one that takes hours.
 */
public final class BackgroundStart {

    private static final long WITHOUT_A_CELL_SECONDS = 10;
    private static final long AFTER_A_CELL_MILLIS = 500;

    private final Supplier<Endpoint> endpoint;
    private final CountDownLatch firstCell = new CountDownLatch(1);

    /** @param endpoint opened when it is time */
    public BackgroundStart(Supplier<Endpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns at once. */
    public void begin() {
        Thread waiting = new Thread(this::startWhenCalm, "cellwatch-endpoint-wait");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** The first cell, or a part of it, has run. */
    public void firstCellRan() {
        firstCell.countDown();
    }

    private void startWhenCalm() {
        try {
            if (firstCell.await(WITHOUT_A_CELL_SECONDS, TimeUnit.SECONDS)) {
                Thread.sleep(AFTER_A_CELL_MILLIS);
            }
            endpoint.get().startIfWanted();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (EndpointException failed) {
            return; // %metrics tells why
        }
    }
}
