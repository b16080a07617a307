package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to ask for: one table. */
final class Pages {

    /** What is streamed, too. */
    private static final String STATE = "/admin/monitor/gpu";

    private final Contents contents;
    private final HttpHandler scrapes;
    private final Attention looking;
    private final Journal journal;

    Pages(Contents contents, HttpHandler scrapes, Attention looking, Journal journal) {
        this.contents = contents;
        this.scrapes = scrapes;
        this.looking = looking;
        this.journal = journal;
    }

    /** @param forPeople whether page and administration are there, too */
    List<Route> routes(boolean forPeople, Exchanges exchanges) {
        PlotStop stop = new PlotStop(contents.plots());
        List<Route> routes = new ArrayList<>(Page.routes());
        routes.addAll(List.of(
                Route.get("/metrics", Route.Access.SCRAPE, scrapes),
                Route.get("/-/healthy", Route.Access.OPEN, exchange -> Answer.say(200, "Healthy.")
                        .send(exchange)),
                Route.json(
                        "/admin/monitor/health",
                        () -> HealthTree.of(contents.health().get())),
                Route.json("/admin/monitor/metrics", journal.statistics()::tree),
                Route.json("/admin/monitor/errors", this::errors),
                Route.post("/admin/monitor/metrics/reset", this::reset),
                Route.json("/admin/monitor/live", stop::tree),
                Route.post("/admin/monitor/live/stop", stop)));
        contents.readings().forEach((path, reading) -> routes.add(Route.json(path, seen(reading))));
        Reading streamed = seen(contents.readings().getOrDefault(STATE, Map::of));
        routes.add(Route.stream(STATE + "/stream", new StateStream(streamed, exchanges, journal.troubles())));
        routes.removeIf(route -> route.isForPeople() && !forPeople);
        return routes;
    }

    /** Who reads keeps it measured. */
    private Reading seen(Reading reading) {
        return () -> {
            looking.pay();
            return reading.tree();
        };
    }

    private Map<String, @Nullable Object> errors() {
        journal.see(contents);
        return journal.troubles().tree();
    }

    private void reset(HttpExchange exchange) throws IOException {
        journal.statistics().reset();
        journal.troubles().clear();
        Answer.json(journal.statistics().tree()).send(exchange);
    }
}
