package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A part of the monitoring that can be left out. */
public enum Part {
    METRICS("metrics", "monitoring"),
    CONTAINERS("containers", "monitoring"),
    PROCESSES("processes", "monitoring"),
    GPU("gpu", "gpu"),
    LOGS("logs", "logs"),
    TRACING("tracing", "tracing");

    private final String word;
    private final String profile;

    Part(String word, String profile) {
        this.word = word;
        this.profile = profile;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** The compose profile that it belongs to. */
    String profile() {
        return profile;
    }

    /** Those that a user can name: metrics are what it is about. */
    public static List<String> words() {
        return choices().map(Part::word).toList();
    }

    private static Stream<Part> choices() {
        return Arrays.stream(values()).filter(part -> part != METRICS);
    }

    /** The part of that name, or a failure that suggests one. */
    public static Part named(String word) {
        return choices().filter(part -> part.word.equals(word)).findFirst().orElseThrow(() -> unknown(word));
    }

    private static Failure unknown(String word) {
        String meant = Nearest.to(word, words())
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
        return Failure.usage("There is no part " + word + "; there are " + String.join(", ", words()) + "." + meant);
    }
}
