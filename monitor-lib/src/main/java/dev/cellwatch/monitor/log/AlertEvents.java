package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes when an alert begins to fire and when it is over, once each, while everything is measured: it looks when the
 * samples of the JVM come. Thread-safe.
 */
public final class AlertEvents implements Consumer<Sample>, AutoCloseable {

    /** As often as Prometheus looks. */
    private static final long LOOK_MILLIS = 15_000;
    /** Where no sample came for so long, and for so many readings, nothing was measured. */
    private static final long UNWATCHED_MILLIS = 10_000;

    private static final int UNWATCHED_READINGS = 3;

    private static final Pattern GPU = Pattern.compile("(?:.* )?GPU (\\d+)");

    private final Supplier<List<Alert>> alerts;
    private final EventLog log;
    private final boolean demo;
    private final long unwatchedMillis;
    private final Map<Key, Firing> firing = new HashMap<>();
    private long lastSampleMillis;
    private long lastLookMillis;
    private boolean closed;

    private record Key(AlertRule rule, String subject) {}

    private record Firing(Alert alert, Span span) {}

    /**
     * Events of one log.
     *
     * @param alerts what is the matter now
     * @param interval how often everything is read
     * @param demo whether the GPUs are made up
     */
    public AlertEvents(Supplier<List<Alert>> alerts, EventLog log, Duration interval, boolean demo) {
        this.alerts = alerts;
        this.log = log;
        this.demo = demo;
        this.unwatchedMillis = Math.max(UNWATCHED_MILLIS, UNWATCHED_READINGS * interval.toMillis());
    }

    @Override
    public void accept(Sample sample) {
        if (sample.subject().equals(Subject.JVM)) {
            look(sample.timeMillis());
        }
    }

    private synchronized void look(long now) {
        boolean unwatched = now - lastSampleMillis > unwatchedMillis;
        lastSampleMillis = now;
        if (unwatched) {
            end(); // and no look yet: what else is measured comes a moment after the JVM's samples
            lastLookMillis = now;
        } else if (!closed && Math.floorDiv(now, LOOK_MILLIS) != Math.floorDiv(lastLookMillis, LOOK_MILLIS)) {
            lastLookMillis = now;
            see(alerts.get());
        }
    }

    /** What has only begun to hold does not count. */
    private void see(List<Alert> alerts) {
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

    /** A sample that is still on its way begins nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    /** Nothing is measured any more: what fired at the last look is told to have had its end there, and not to be over. */
    private void end() {
        firing.values().forEach(known -> known.span()
                .endAt(
                        lastLookMillis,
                        Level.INFO,
                        name(known.alert()) + " is no longer watched",
                        metadata(known.alert())));
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
