package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What running kernels read again now and then: {@code environment.json}, variables that the launcher sets for them. */
final class KernelEnvironment {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** @param state the state folder */
    KernelEnvironment(Path state) {
        this.file = state.resolve("environment.json");
    }

    /** Kernels send their traces there from now on. */
    void traceTo(int grpcPort) {
        change(read().put(ENDPOINT, "http://127.0.0.1:" + grpcPort));
    }

    /** Kernels send no traces any more. */
    void traceNowhere() {
        if (Files.exists(file)) {
            ObjectNode variables = read();
            variables.remove(ENDPOINT);
            change(variables);
        }
    }

    private void change(ObjectNode variables) {
        try {
            if (variables.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Path draft = Files.createTempFile(file.toAbsolutePath().resolveSibling("."), "environment", ".draft");
            Files.writeString(draft, variables.toPrettyString() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + file + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    private ObjectNode read() {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            return tree instanceof ObjectNode variables ? variables : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode(); // none yet
        }
    }
}
