package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.monitor.endpoint.Status;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.endpoint.PageLink;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code %metrics}: where the endpoint listens, who came, and how to get to its page. */
public final class EndpointOverview {

    private static final String OPEN =
            "Others than this machine can reach it: /metrics names this kernel's notebook, user and machine to whoever asks,"
                    + " unless CELLWATCH_METRICS_TOKEN is set; the rest wants the token, which travels unencrypted.";

    private EndpointOverview() {}

    /** What is to be told about an endpoint that listens. */
    public static Bundle of(Status status, Optional<PageLink> link, ZoneId zone) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(fact("Metrics for Prometheus", Cell.of(status.url() + "/metrics")));
        rows.add(fact("Listens since", Cell.of(Times.clock(status.sinceMillis(), zone))));
        rows.add(fact(
                "Last scrape",
                status.lastScrape().map(scrape -> Cell.of(scrape(scrape, zone))).orElse(Cell.quiet("none yet"))));
        status.announced().ifPresent(file -> rows.add(fact("Announced in", Cell.of(file.toString()))));
        List<Part> parts = new ArrayList<>();
        parts.add(Table.facts("Endpoint", rows));
        status.trouble().ifPresent(trouble -> parts.add(Note.warning(trouble)));
        if (status.wide()) {
            parts.add(Note.warning(OPEN));
        }
        link.map(EndpointOverview::words).ifPresent(words -> parts.add(Note.of(words)));
        return withLink(new Sheet(parts).bundle(), link);
    }

    private static String scrape(Status.Scrape scrape, ZoneId zone) {
        return Times.clock(scrape.millis(), zone) + " from " + scrape.address()
                + (scrape.agent().isEmpty() ? "" : " (" + scrape.agent() + ")");
    }

    private static String words(PageLink link) {
        return link.href().map(href -> "Page: " + href).orElse(link.sentence());
    }

    /** In a notebook the link can be followed. */
    private static Bundle withLink(Bundle bundle, Optional<PageLink> link) {
        Optional<String> href = link.flatMap(PageLink::href);
        if (href.isEmpty()) {
            return bundle;
        }
        Map<String, Object> data = new LinkedHashMap<>(bundle.data());
        data.computeIfPresent(
                Bundle.HTML,
                (type, html) ->
                        html + "<p><a href=\"" + href.get().replace("\"", "%22").replace("&", "&amp;")
                                + "\" target=\"_blank\" rel=\"noopener noreferrer\">Open the page</a></p>");
        return new Bundle(data);
    }
}
