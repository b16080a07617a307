package dev.cellwatch.environment.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * An alert that is none: it says so, goes to everybody who is set up, and is over by itself.
 *
 * @param id tells it from other tests
 * @param end when it is over
 */
public record TestAlert(String id, Instant end) {

    /** How long it lasts: longer than anybody takes to be told. */
    public static final Duration LENGTH = Duration.ofMinutes(1);

    private static final String NAME = Routing.TEST;

    /** One that begins now. */
    public static TestAlert at(Instant now) {
        return new TestAlert(Long.toString(now.toEpochMilli()), now.plus(LENGTH));
    }

    public String name() {
        return NAME;
    }

    /** As Alertmanager takes it. */
    public String json() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode alert = json.createObjectNode();
        alert.putObject("labels")
                .put("alertname", NAME)
                .put("severity", "info")
                .put("service", "cellwatch")
                .put("test", id);
        alert.putObject("annotations")
                .put("summary", "A test of Cellwatch's alerts: nothing is wrong.")
                .put(
                        "description",
                        "A test, sent by environment-manager alert-test: nothing is wrong. It is over by itself in a minute.");
        alert.put("endsAt", end.toString());
        return json.createArrayNode().add(alert).toString();
    }
}
