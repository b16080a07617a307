package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpServer;

/** A server that has its port, and its threads. */
record Listening(HttpServer server, Exchanges exchanges, Listener listener, long sinceMillis) implements AutoCloseable {

    /** Its thread is of the kind of the one that starts it, and must not keep the program from ending. */
    void begin() {
        server.setExecutor(exchanges);
        Thread starting = new Thread(server::start, "cellwatch-endpoint-start");
        starting.setDaemon(true);
        starting.start();
        try {
            starting.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        exchanges.close();
    }
}
