package dev.cellwatch.monitor.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code environment.json} in the state directory: variables that reach programs which already run. */
public final class EnvironmentFile {

    private static final String NAME = "environment.json";
    private static final List<String> OURS = List.of("OTEL_", AlertingSettings.PREFIX);
    private static final long LONGEST = 65_536;

    private EnvironmentFile() {}

    /** The variables with those of the file beneath them; without a file that can be read, they alone. */
    static Map<String, String> beneath(Map<String, String> variables, Path stateDir) {
        Map<String, String> all = new LinkedHashMap<>(read(stateDir));
        all.keySet().removeIf(name -> OURS.stream().noneMatch(name::startsWith));
        all.putAll(variables);
        return all;
    }

    /** What the launcher has written; nothing where it has not, or where it is half written. */
    public static Map<String, String> read(Path stateDir) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            Path file = stateDir.resolve(NAME);
            if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
                OnlyWhereThereIsOne.JSON
                        .readTree(Files.readString(file))
                        .properties()
                        .forEach(entry -> {
                            if (entry.getValue().isValueNode()) {
                                all.put(entry.getKey(), entry.getValue().asText());
                            }
                        });
            }
        } catch (IOException | RuntimeException unreadable) {
            return Map.of(); // it is read again with the next cell
        }
        return all;
    }

    /** A kernel reads the file before each cell, and most have none: then no data binding is loaded. */
    private static final class OnlyWhereThereIsOne {
        private static final ObjectMapper JSON = new ObjectMapper();
    }
}
