package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stops a live plot, also while a cell runs, behind which a magic would wait: {@code POST ...?id=3}. */
final class PlotStop implements HttpHandler {

    private static final Pattern QUERY = Pattern.compile("id=(\\d{1,9})");

    private final LivePlots plots;

    PlotStop(LivePlots plots) {
        this.plots = plots;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        answer(exchange.getRequestURI().getRawQuery()).send(exchange);
    }

    private Answer answer(@Nullable String query) {
        Matcher id = QUERY.matcher(query == null ? "" : query);
        if (!id.matches()) {
            return Answer.say(400, "This takes the number of a plot: ?id=3.");
        }
        return plots.stop(Integer.parseInt(id.group(1)))
                ? Answer.json(tree())
                : Answer.say(404, "There is no such plot, or it is over.");
    }

    /** {@code live}: those that run. */
    Map<String, @Nullable Object> tree() {
        return Map.of("live", plots.running().stream().map(PlotStop::plot).toList());
    }

    private static Map<String, Object> plot(LivePlots.Plot plot) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", plot.id());
        tree.put("name", plot.name());
        tree.put("left", plot.left());
        return tree;
    }
}
