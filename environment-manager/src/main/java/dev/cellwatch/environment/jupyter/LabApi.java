package dev.cellwatch.environment.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.environment.console.Labelled;
import dev.cellwatch.environment.http.Answer;
import dev.cellwatch.environment.http.Loopback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a running JupyterLab over its own HTTP API. */
public final class LabApi {

    private final Loopback server;

    public LabApi(LabAddress lab) {
        this.server = Loopback.on(lab.port()).authorized("token " + lab.token());
    }

    /**
     * A kernel that runs.
     *
     * @param notebook the notebook's path, or the kernel's id where no notebook holds it
     * @param language the kernel's name, {@code java}
     * @param state {@code idle}, {@code busy} or {@code starting}
     */
    public record Kernel(String notebook, String language, String state) {

        /** For a person: how many there are, and a line for each. */
        public static void tell(List<Kernel> kernels, Labelled text) {
            text.line("Kernels", kernels.isEmpty() ? "none" : Integer.toString(kernels.size()));
            kernels.forEach(kernel -> text.line("", kernel.notebook + "  " + kernel.language + ", " + kernel.state));
        }
    }

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
        return server.get("/api/" + path).filter(Answer::ok).flatMap(LabApi::json);
    }

    private static Optional<JsonNode> json(Answer answer) {
        try {
            return Optional.of(new ObjectMapper().readTree(answer.body()));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // somebody else has its port
        }
    }
}
