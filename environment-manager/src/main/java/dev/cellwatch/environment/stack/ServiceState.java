package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A container of the monitoring, as compose tells.
 *
 * @param service its service
 * @param state {@code running}, {@code exited}, {@code restarting} ...
 * @param health what the check of its image says: well, starting, not well; empty where it has none
 * @param since in words, such as {@code Up 3 hours}
 * @param image which image
 */
public record ServiceState(String service, String state, String health, String since, String image) {

    public boolean runs() {
        return state.equals("running");
    }

    /** Whether it runs, and is well as far as its image can tell. */
    public boolean isWell() {
        return runs() && (health.isEmpty() || health.equals("healthy"));
    }

    /** For people: {@code healthy}, {@code running}, {@code exited}. */
    public String words() {
        return runs() && !health.isEmpty() ? health : state;
    }

    /** Reads what {@code compose ps --format json} prints: an array in old versions, an object a line since. */
    static List<ServiceState> of(String printed) {
        List<ServiceState> states = new ArrayList<>();
        for (String line : printed.lines().filter(line -> !line.isBlank()).toList()) {
            JsonNode tree = json(line);
            (tree.isArray() ? tree : List.of(tree)).forEach(node -> states.add(one(node)));
        }
        states.removeIf(state -> state.service().isEmpty());
        states.sort(Comparator.comparing(ServiceState::service));
        return states;
    }

    private static ServiceState one(JsonNode node) {
        return new ServiceState(
                node.path("Service").asText(),
                node.path("State").asText(),
                node.path("Health").asText(),
                node.path("Status").asText(),
                node.path("Image").asText());
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            return new ObjectMapper().createArrayNode(); // a warning among the lines
        }
    }
}
