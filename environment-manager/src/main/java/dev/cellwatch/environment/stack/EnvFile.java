package dev.cellwatch.environment.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of variables as compose reads them: {@code NAME='value'}, a line each. */
final class EnvFile {

    private EnvFile() {}

    /** What stands in it; nothing where there is none. */
    static Map<String, String> read(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(
                            line.substring(0, equals).strip(),
                            plain(line.substring(equals + 1).strip()));
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        return variables;
    }

    /** A value in single quotes is taken as it is, whatever stands in a path. */
    static String text(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(quoted(value)).append('\n'));
        return text.toString();
    }

    private static String quoted(String value) {
        return value.contains("'")
                ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"'
                : "'" + value + "'";
    }

    private static String plain(String value) {
        if (value.length() > 1 && value.startsWith("'") && value.endsWith("'")) {
            return value.substring(1, value.length() - 1);
        }
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return value;
    }
}
