package dev.cellwatch.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MonitorEndpointTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_first_answer_after_a_pause_says_that_it_is_not_complete_and_later_ones_are(@TempDir Path folder)
            throws Exception {
        Map<String, String> environment = Map.of(
                "CELLWATCH_GPU",
                "demo",
                "CELLWATCH_STATE_DIR",
                folder.toString(),
                "CELLWATCH_LOG",
                "off",
                "CELLWATCH_METRICS_PORT",
                "0",
                "CELLWATCH_TOKEN",
                "a-token-for-this-test");
        try (Monitor monitor = Monitor.open(Settings.from(environment));
                Endpoint endpoint = MonitorEndpoint.of(monitor)) {
            endpoint.start(OptionalInt.empty(), Optional.empty());
            URI uri = URI.create(endpoint.status().orElseThrow().url() + "/api/metrics");
            JsonNode answer = ask(uri);
            assertFalse(answer.path("complete").asBoolean(true), "nothing has been read");
            while (!answer.path("complete").asBoolean()) {
                LockSupport.parkNanos(50_000_000);
                answer = ask(uri);
            }
            assertEquals(2, answer.path("gpu").size());
            for (String key : List.of(
                    "/cpu/cpu_percent", "/cpu/cpu_count", "/memory/used", "/gpu/0/load", "/gpu/1/memory_total")) {
                assertTrue(answer.at(key).isNumber(), key);
            }
        }
    }

    private JsonNode ask(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer a-token-for-this-test")
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}
