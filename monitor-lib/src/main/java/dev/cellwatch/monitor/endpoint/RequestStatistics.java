package dev.cellwatch.monitor.endpoint;

import dev.cellwatch.monitor.text.Times;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each route was asked for, how often in vain, and how long it took. Thread-safe. */
final class RequestStatistics {

    private static final double SECOND = 1e9;

    private final InstantSource clock;
    private final Map<String, Count> counts = new TreeMap<>();
    private long sinceMillis;

    RequestStatistics(InstantSource clock) {
        this.clock = clock;
        this.sinceMillis = clock.millis();
    }

    /** @param route one of few: whatever else was asked for has one name */
    synchronized void add(String route, int status, long nanos) {
        counts.computeIfAbsent(route, name -> new Count()).add(status, nanos);
    }

    synchronized void reset() {
        counts.clear();
        sinceMillis = clock.millis();
    }

    synchronized Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> routes = new LinkedHashMap<>();
        counts.forEach((route, count) -> routes.put(route, count.tree()));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("since", Times.utc(sinceMillis));
        tree.put(
                "requests",
                counts.values().stream().mapToLong(count -> count.requests).sum());
        tree.put(
                "errors",
                counts.values().stream().mapToLong(count -> count.errors).sum());
        tree.put("routes", routes);
        return tree;
    }

    private static final class Count {
        private final Map<String, Long> byStatus = new TreeMap<>();
        private long requests;
        private long errors;
        private long totalNanos;
        private long longestNanos;

        void add(int status, long nanos) {
            requests++;
            errors += status >= 400 ? 1 : 0;
            totalNanos += nanos;
            longestNanos = Math.max(longestNanos, nanos);
            byStatus.merge(Integer.toString(status), 1L, Long::sum);
        }

        Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("requests", requests);
            tree.put("errors", errors);
            tree.put("by_status", Map.copyOf(byStatus));
            tree.put("mean_seconds", totalNanos / SECOND / requests);
            tree.put("max_seconds", longestNanos / SECOND);
            return tree;
        }
    }
}
