package dev.cellwatch.environment.jupyter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a running JupyterLab over its own HTTP API. */
public final class LabApi {

    private static final int TIMEOUT_MILLIS = 3000;

    private final int port;
    private final String token;

    public LabApi(LabRecord record) {
        this.port = record.port();
        this.token = record.token();
    }

    /**
     * A kernel that runs.
     *
     * @param notebook the notebook's path, or the kernel's id where no notebook holds it
     * @param language the kernel's name, {@code java}
     * @param state {@code idle}, {@code busy} or {@code starting}
     */
    public record Kernel(String notebook, String language, String state) {}

    public boolean answers() {
        return get("status").isPresent();
    }

    /** The kernels that run, each with the notebook that holds it. */
    public List<Kernel> kernels() {
        List<Kernel> kernels = new ArrayList<>();
        for (JsonNode session : get("sessions").orElseGet(() -> new ObjectMapper().createArrayNode())) {
            JsonNode kernel = session.path("kernel");
            kernels.add(new Kernel(
                    session.path("path").asText(),
                    kernel.path("name").asText(),
                    kernel.path("execution_state").asText()));
        }
        return kernels;
    }

    private Optional<JsonNode> get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/api/" + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Authorization", "token " + token);
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(new ObjectMapper().readTree(body));
            }
        } catch (IOException e) {
            return Optional.empty(); // not up yet, or no longer
        }
    }
}
