package dev.cellwatch.environment.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * An alert that is none: it says so, goes to everybody who is set up, and is over by itself.
 *
 * @param begin when it begins
 */
public record TestAlert(Instant begin) {

    /** Longer than anybody takes to be told. */
    private static final Duration LENGTH = Duration.ofMinutes(1);

    public String name() {
        return Routing.TEST;
    }

    /** Tells it from other tests. */
    public String id() {
        return Long.toString(begin.toEpochMilli());
    }

    /** As Alertmanager takes it. */
    public String json() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode alert = json.createObjectNode();
        alert.putObject("labels")
                .put("alertname", name())
                .put("severity", "info")
                .put("service", "cellwatch")
                .put("test", id());
        alert.putObject("annotations")
                .put("summary", "A test of Cellwatch's alerts: nothing is wrong.")
                .put(
                        "description",
                        "A test, sent by environment-manager alert-test: nothing is wrong. It is over by itself in a minute.");
        alert.put("startsAt", begin.toString()); // without it, it would begin with its end
        alert.put("endsAt", begin.plus(LENGTH).toString());
        return json.createArrayNode().add(alert).toString();
    }
}
