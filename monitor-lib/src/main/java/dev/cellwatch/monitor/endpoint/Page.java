package dev.cellwatch.monitor.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page for people: three files of ours, which ask for nothing but what the API tells. */
final class Page {

    /** Who looks needs the token for these as well, so that nobody else can tell a kernel by them. */
    private static final Map<String, String> FILES = Map.of(
            "/page/page.css", "text/css; charset=utf-8",
            "/page/page.js", "text/javascript; charset=utf-8",
            "/page/icon.svg", "image/svg+xml");

    private Page() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(file("/", "/page/index.html", "text/html; charset=utf-8")));
        FILES.forEach((path, type) -> routes.add(file(path, path, type)));
        return routes;
    }

    private static Route file(String path, String resource, String type) {
        return Route.get(
                path, Route.Access.TOKEN, exchange -> new Answer(200, type, read(resource), Map.of()).send(exchange));
    }

    private static byte[] read(String resource) {
        try (InputStream in = Page.class.getResourceAsStream(resource.substring(1))) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
