package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpServer;

/** A server that has its port, and its threads. */
record Listening(HttpServer server, Exchanges exchanges, Listener listener, long sinceMillis) implements AutoCloseable {

    /** For the rest of its end it may wait a second for its own thread; the port is free at once. */
    private static final long PORT_FREE_MILLIS = 50;

    /** Its thread is of the kind of the one that starts it, and must not keep the program from ending. */
    void begin() {
        server.setExecutor(exchanges);
        onDaemon(server::start, 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        onDaemon(() -> server.stop(0), PORT_FREE_MILLIS);
        exchanges.close();
    }

    /** @param patienceMillis how long to wait for it, 0 for to its end */
    private static void onDaemon(Runnable task, long patienceMillis) {
        Thread thread = new Thread(task, "cellwatch-endpoint-switch");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(patienceMillis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
