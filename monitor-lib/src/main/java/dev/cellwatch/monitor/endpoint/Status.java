package dev.cellwatch.monitor.endpoint;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an endpoint that listens is doing.
 *
 * @param host where this machine's own programs reach it
 * @param port the port that it has
 * @param wide whether other machines can get there, too
 * @param sinceMillis since when it listens
 * @param lastScrape who scraped it last, and when
 * @param announced the file that tells Prometheus, where it could be written
 * @param trouble what hinders the announcement, as a sentence
 * @param page whether there is a page
 */
public record Status(
        String host,
        int port,
        boolean wide,
        long sinceMillis,
        Optional<Scrape> lastScrape,
        Optional<Path> announced,
        Optional<String> trouble,
        boolean page) {

    /**
     * A scrape.
     *
     * @param agent what the client calls itself, for example {@code Prometheus/2.42.0}; empty where it does not
     */
    public record Scrape(long millis, String address, String agent) {}

    /** {@code http://127.0.0.1:19540}. */
    public String url() {
        return "http://" + host + ":" + port;
    }
}
