package dev.cellwatch.environment.process;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param input what it reads, if anything: a secret belongs here and not into argv, which every user can see
 * @param limit when it is ended, if it is run and does not end by itself
 */
public record Invocation(
        List<String> argv,
        Optional<Path> directory,
        Map<String, Optional<String>> changes,
        Optional<String> input,
        Optional<Duration> limit) {

    public Invocation {
        argv = List.copyOf(argv);
        changes = Map.copyOf(changes);
    }

    public static Invocation of(String... argv) {
        return of(List.of(argv));
    }

    public static Invocation of(List<String> argv) {
        return new Invocation(argv, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }

    public Invocation in(Path where) {
        return new Invocation(argv, Optional.of(where), changes, input, limit);
    }

    /** The same call, which is ended when it takes longer. */
    public Invocation within(Duration longest) {
        return new Invocation(argv, directory, changes, input, Optional.of(longest));
    }

    /** The same call with something to read. */
    public Invocation reading(String text) {
        return new Invocation(argv, directory, changes, Optional.of(text), limit);
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
        return new Invocation(longer, directory, changes, input, limit);
    }

    private Invocation change(String name, Optional<String> value) {
        Map<String, Optional<String>> more = new LinkedHashMap<>(changes);
        more.put(name, value);
        return new Invocation(argv, directory, more, input, limit);
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

    /** Without what it reads. */
    @Override
    public String toString() {
        return commandLine();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
