package dev.cellwatch.monitor.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code environment.json} in the state directory: variables that reach programs which already run. */
final class EnvironmentFile {

    private static final String NAME = "environment.json";
    private static final String OURS = "OTEL_";
    private static final long LONGEST = 65_536;

    private EnvironmentFile() {}

    /** The variables with those of the file beneath them; without a file that can be read, they alone. */
    static Map<String, String> beneath(Map<String, String> variables, Path stateDir) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            Path file = stateDir.resolve(NAME);
            if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
                put(new ObjectMapper().readTree(Files.readString(file)), all);
            }
        } catch (IOException | RuntimeException unreadable) {
            all.clear(); // half written: the next cell reads it again
        }
        all.putAll(variables);
        return all;
    }

    private static void put(JsonNode tree, Map<String, String> all) {
        tree.properties().forEach(entry -> {
            if (entry.getKey().startsWith(OURS) && entry.getValue().isValueNode()) {
                all.put(entry.getKey(), entry.getValue().asText());
            }
        });
    }
}
