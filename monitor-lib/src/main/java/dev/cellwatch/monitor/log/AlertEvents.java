package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes when an alert begins to fire and when it is over, once each. For one thread at a time. */
public final class AlertEvents {

    private static final Pattern GPU = Pattern.compile("(?:.* )?GPU (\\d+)");

    private final EventLog log;
    private final boolean demo;
    private final Map<Key, Firing> firing = new HashMap<>();

    private record Key(AlertRule rule, String subject) {}

    private record Firing(Alert alert, Span span) {}

    /** @param demo whether the GPUs are made up */
    public AlertEvents(EventLog log, boolean demo) {
        this.log = log;
        this.demo = demo;
    }

    /** Tells what is the matter now; what has only begun to hold does not count. */
    public void see(List<Alert> alerts) {
        Set<Key> now = new HashSet<>();
        for (Alert alert : alerts) {
            if (alert.firing()) {
                Key key = new Key(alert.rule(), alert.subject());
                now.add(key);
                firing.computeIfAbsent(key, fresh -> new Firing(alert, begin(alert)));
            }
        }
        firing.forEach((key, known) -> {
            if (!now.contains(key)) {
                known.span().end(Level.INFO, name(known.alert()) + " is over", metadata(known.alert()));
            }
        });
        firing.keySet().retainAll(now);
    }

    /** Nobody looks any more: what fires is told to have an end, and not to be over. */
    public void close() {
        firing.values().forEach(known -> known.span()
                .end(Level.INFO, name(known.alert()) + " is no longer watched", metadata(known.alert())));
        firing.clear();
    }

    private Span begin(Alert alert) {
        return log.begin(level(alert), "alert", name(alert) + ": " + alert.sentence(), metadata(alert));
    }

    private static Level level(Alert alert) {
        return switch (alert.rule().severity()) {
            case CRITICAL -> Level.ERROR;
            case WARNING -> Level.WARN;
            case INFO -> Level.INFO;
        };
    }

    private static String name(Alert alert) {
        return alert.rule().id() + (alert.subject().isEmpty() ? "" : " on " + alert.subject());
    }

    private Map<String, Object> metadata(Alert alert) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("alert", alert.rule().id());
        metadata.put("severity", alert.rule().severity().label());
        metadata.put("priority", alert.rule().priority());
        if (!alert.subject().isEmpty()) {
            metadata.put("subject", alert.subject());
        }
        Matcher gpu = GPU.matcher(alert.subject());
        if (gpu.matches()) {
            metadata.put("gpu_id", Integer.parseInt(gpu.group(1)));
        }
        if (demo) {
            metadata.put("demo", true);
        }
        return metadata;
    }
}
