package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cellwatch.environment.http.Answer;
import dev.cellwatch.environment.http.Loopback;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the running Prometheus knows. */
public final class PrometheusApi {

    private final Loopback server;

    public PrometheusApi(int port) {
        this.server = Loopback.on(port);
    }

    /**
     * Something that is scraped.
     *
     * @param job its job
     * @param instance its label
     * @param url where it is scraped, as the container of Prometheus reaches it
     * @param up whether the last scrape worked
     * @param error why not
     */
    public record Target(String job, String instance, String url, boolean up, String error) {}

    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (JsonNode node : data("/api/v1/targets?state=active").path("activeTargets")) {
            targets.add(new Target(
                    node.path("labels").path("job").asText(),
                    node.path("labels").path("instance").asText(),
                    node.path("scrapeUrl").asText(),
                    node.path("health").asText().equals("up"),
                    node.path("lastError").asText()));
        }
        return targets;
    }

    /** The jobs of which no target is up, or one is not. */
    public List<String> notUp(List<String> jobs) {
        List<Target> targets = targets();
        return jobs.stream()
                .filter(job -> targets.stream().noneMatch(target -> target.job().equals(job) && target.up()))
                .toList();
    }

    /** The first value of an expression now. */
    public OptionalDouble value(String expression) {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        JsonNode result = data("/api/v1/query?query=" + query)
                .path("result")
                .path(0)
                .path("value")
                .path(1);
        return result.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(result.asText()));
    }

    /** How many rules that alert are loaded. */
    public int alertRules() {
        int rules = 0;
        for (JsonNode group : data("/api/v1/rules?type=alert").path("groups")) {
            rules += group.path("rules").size();
        }
        return rules;
    }

    /** What it tells about itself; nothing where it does not answer. */
    Optional<OwnMetrics> own() {
        return server.get("/metrics").filter(Answer::ok).map(answer -> new OwnMetrics(answer.body()));
    }

    private JsonNode data(String path) {
        return server.get(path)
                .filter(Answer::ok)
                .map(answer -> json(answer.body()))
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text).path("data");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // somebody else has its port
        }
    }
}
