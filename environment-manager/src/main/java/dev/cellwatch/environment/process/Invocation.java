package dev.cellwatch.environment.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of another program. Immutable.
 *
 * @param argv the program and its arguments
 * @param directory where it runs, if not here
 * @param changes environment variables to set, or to remove where the value is empty
 */
public record Invocation(List<String> argv, Optional<Path> directory, Map<String, Optional<String>> changes) {

    public Invocation {
        argv = List.copyOf(argv);
        changes = Map.copyOf(changes);
    }

    public static Invocation of(String... argv) {
        return new Invocation(List.of(argv), Optional.empty(), Map.of());
    }

    public static Invocation of(List<String> argv) {
        return new Invocation(argv, Optional.empty(), Map.of());
    }

    public Invocation in(Path where) {
        return new Invocation(argv, Optional.of(where), changes);
    }

    public Invocation with(String name, String value) {
        return change(name, Optional.of(value));
    }

    public Invocation without(String name) {
        return change(name, Optional.empty());
    }

    /** The same call with more arguments. */
    public Invocation and(String... more) {
        List<String> longer = new ArrayList<>(argv);
        longer.addAll(List.of(more));
        return new Invocation(longer, directory, changes);
    }

    private Invocation change(String name, Optional<String> value) {
        Map<String, Optional<String>> more = new LinkedHashMap<>(changes);
        more.put(name, value);
        return new Invocation(argv, directory, more);
    }

    /** As one could type it. */
    public String commandLine() {
        StringBuilder line = new StringBuilder();
        changes.forEach((name, value) -> value.ifPresent(
                text -> line.append(name).append('=').append(quoted(text)).append(' ')));
        for (String argument : argv) {
            line.append(quoted(argument)).append(' ');
        }
        return line.toString().stripTrailing();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
