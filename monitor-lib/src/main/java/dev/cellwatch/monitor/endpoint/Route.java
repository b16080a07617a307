package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpHandler;

/**
 * One thing that can be asked for.
 *
 * @param method {@code GET}, with which goes {@code HEAD}, or {@code POST}
 * @param path the whole of it; nothing else is served
 * @param access who may ask
 * @param stays whether the answer goes on after the handler has returned, which then ends it itself
 */
record Route(String method, String path, Access access, boolean stays, HttpHandler handler) {

    /** Who may ask for it. */
    enum Access {
        /** Everybody who reaches the port. */
        OPEN,
        /** Everybody, or those who show the token for scrapes where one is set. */
        SCRAPE,
        /** Who shows the program's token. */
        TOKEN
    }

    static Route get(String path, Access access, HttpHandler handler) {
        return new Route("GET", path, access, false, handler);
    }

    /** A tree for who has the token: {@code Route.json("/api/metrics", () -> tree)}. */
    static Route json(String path, Reading reading) {
        return get(path, Access.TOKEN, exchange -> Answer.json(reading.tree()).send(exchange));
    }

    static Route post(String path, HttpHandler handler) {
        return new Route("POST", path, Access.TOKEN, false, handler);
    }

    static Route stream(String path, HttpHandler handler) {
        return new Route("GET", path, Access.TOKEN, true, handler);
    }

    boolean takes(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }

    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }

    /** Whether it is part of the page or of administration. */
    boolean isForPeople() {
        return path.equals("/") || path.startsWith("/page/") || path.startsWith("/admin/");
    }
}
