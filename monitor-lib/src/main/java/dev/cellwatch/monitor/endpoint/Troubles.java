package dev.cellwatch.monitor.endpoint;

import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.text.Secrets;
import dev.cellwatch.monitor.text.Times;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last things that went wrong, in probes and in answers, the newest first. Thread-safe. */
final class Troubles {

    static final int MOST = 100;
    private static final int LONGEST = 500;

    private final InstantSource clock;
    private final Deque<Trouble> last = new ArrayDeque<>();
    private final Map<String, Optional<String>> known = new HashMap<>();

    private record Trouble(long millis, String source, String message) {}

    Troubles(InstantSource clock) {
        this.clock = clock;
    }

    /** @param source a probe or a route */
    synchronized void add(String source, String message) {
        String cut = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        last.addFirst(new Trouble(clock.millis(), source, Secrets.maskText(cut)));
        if (last.size() > MOST) {
            last.removeLast();
        }
    }

    /** Notes what is new about the probes. */
    synchronized void see(List<ProbeHealth> probes) {
        for (ProbeHealth probe : probes) {
            Optional<String> now = probe.stuckSinceMillis().isPresent()
                    ? Optional.of("A reading does not return; the next one waits for it.")
                    : probe.error();
            see(probe.probe(), now);
        }
    }

    /** Notes what is new about something: what goes on is one trouble. */
    synchronized void see(String source, Optional<String> now) {
        Optional<String> before = known.put(source, now);
        if (now.isPresent() && !now.equals(before)) {
            add(source, now.get());
        }
    }

    synchronized void clear() {
        last.clear();
    }

    synchronized Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(
                "errors",
                last.stream()
                        .map(trouble -> Map.of(
                                "timestamp", Times.utc(trouble.millis()),
                                "source", trouble.source(),
                                "message", trouble.message()))
                        .toList());
        return tree;
    }
}
