package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.service.AnnouncedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What running kernels read again now and then: {@code environment.json}, variables that the launcher sets for them. */
final class KernelEnvironment {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** @param state the state folder */
    KernelEnvironment(Path state) {
        this.file = state.resolve("environment.json");
    }

    /**
     * From now on kernels know where the services are, and send their traces there if there is who takes them.
     *
     * @param services {@code NAME=URL} each
     * @param collector where traces go
     */
    void tell(List<String> services, Optional<String> collector) {
        ObjectNode variables = read();
        variables.remove(AnnouncedServices.VARIABLE);
        variables.remove(ENDPOINT);
        if (!services.isEmpty()) {
            variables.put(AnnouncedServices.VARIABLE, String.join(",", services));
        }
        collector.ifPresent(address -> variables.put(ENDPOINT, address));
        change(variables);
    }

    /** A setting that holds from now on, for us as for kernels; or one that no longer does. */
    void keep(String name, Optional<String> value) {
        ObjectNode variables = read();
        variables.remove(name);
        value.ifPresent(kept -> variables.put(name, kept));
        change(variables);
    }

    /** Nothing of it runs any more. */
    void takeBack() {
        if (Files.exists(file)) {
            tell(List.of(), Optional.empty());
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
