package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cellwatch.environment.alert.Receiver;
import dev.cellwatch.environment.alert.TestAlert;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Questions to the running Alertmanager, which has no port on this machine: they are asked within its container. */
final class AlertmanagerApi {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SERVER = "http://127.0.0.1:9093";

    private final Programs programs;
    private final Compose compose;

    AlertmanagerApi(Programs programs, Compose compose) {
        this.programs = programs;
        this.compose = compose;
    }

    /** What it tells about itself; nothing where it does not answer. */
    Optional<OwnMetrics> own() {
        Outcome outcome = ask("/metrics");
        return outcome.succeeded() ? Optional.of(new OwnMetrics(outcome.out())) : Optional.empty();
    }

    /** Those of ours that its configuration in force knows; nothing where it does not answer. */
    Optional<List<Receiver>> receivers() {
        Outcome outcome = ask("/api/v2/receivers");
        return outcome.succeeded() ? Optional.of(named(json(outcome.out()))) : Optional.empty();
    }

    /** Hands it an alert; gives whether it took it. */
    boolean send(TestAlert alert) {
        return ask("/api/v2/alerts", "--header", "Content-Type: application/json", "--post-data", alert.json())
                .succeeded();
    }

    /** To whom an alert goes that it has; nobody as long as it has none. */
    List<Receiver> receivers(TestAlert alert) {
        return named(json(ask("/api/v2/alerts?filter=test%3D%22" + alert.id() + "%22")
                        .out())
                .path(0)
                .path("receivers"));
    }

    private static List<Receiver> named(JsonNode receivers) {
        List<String> names = new ArrayList<>();
        receivers.forEach(receiver -> names.add(receiver.path("name").asText()));
        return Arrays.stream(Receiver.values())
                .filter(receiver -> names.contains(receiver.word()))
                .toList();
    }

    private Outcome ask(String path, String... options) {
        Invocation question = compose.in(Service.ALERTMANAGER, "wget", "-q", "-O", "-");
        return programs.run(question.and(options).and(SERVER + path).within(LIMIT));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // it has just ended
        }
    }
}
