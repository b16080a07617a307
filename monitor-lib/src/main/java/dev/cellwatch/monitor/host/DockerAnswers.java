package dev.cellwatch.monitor.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code docker ps} and {@code docker stats} print with {@code --format '{{json .}}'}: an object a line. */
final class DockerAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SIZE = Pattern.compile("([\\d.]+)\\s*([KMGTP]?)(i?)B", Pattern.CASE_INSENSITIVE);
    private static final String PREFIXES = "KMGTP";

    private DockerAnswers() {}

    static boolean anyRuns(String listed) {
        return listed.contains("\"running\"");
    }

    static List<Container> containers(String listed, Map<String, Use> uses) throws JsonProcessingException {
        List<Container> containers = new ArrayList<>();
        for (JsonNode line : objects(listed)) {
            Use use = uses.getOrDefault(line.path("ID").asText(), Use.NONE);
            String state = line.path("State").asText();
            String status = line.path("Status").asText();
            containers.add(new Container(
                    line.path("Names").asText(),
                    line.path("Image").asText(),
                    state.isEmpty() ? state : state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1),
                    use.cpuRatio(),
                    use.memoryBytes(),
                    use.memoryLimitBytes(),
                    line.path("Ports").asText(),
                    status.startsWith("Up ") ? status.substring(3) : ""));
        }
        return containers;
    }

    static Map<String, Use> use(String stats) throws JsonProcessingException {
        Map<String, Use> uses = new HashMap<>();
        for (JsonNode line : objects(stats)) {
            String[] memory = (line.path("MemUsage").asText() + " / ").split(" / ", 3);
            uses.put(
                    line.path("ID").asText(),
                    new Use(percent(line.path("CPUPerc").asText()), bytes(memory[0]), bytes(memory[1])));
        }
        return uses;
    }

    private static List<JsonNode> objects(String lines) throws JsonProcessingException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines.lines().filter(line -> !line.isBlank()).toList()) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }

    /** {@code 12.5%} as 0.125; Docker writes {@code --} for a container that does not run. */
    private static OptionalDouble percent(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.replace("%", "").strip()) / 100);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** {@code 12.5MiB} and {@code 1.2kB} in bytes. */
    static OptionalLong bytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        int power = PREFIXES.indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
        double base = size.group(3).isEmpty() ? 1000 : 1024;
        boolean plain = size.group(2).isEmpty();
        return OptionalLong.of(Math.round(Double.parseDouble(size.group(1)) * (plain ? 1 : Math.pow(base, power))));
    }

    /** What a container uses now. */
    record Use(OptionalDouble cpuRatio, OptionalLong memoryBytes, OptionalLong memoryLimitBytes) {
        static final Use NONE = new Use(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
