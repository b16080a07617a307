package dev.cellwatch.monitor.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads single values of a process environment and remembers what it could not use. */
final class Variables {

    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value as it is, which may be nothing but blanks; null where the variable is not set. */
    @Nullable
    String raw(String name) {
        return environment.get(name);
    }

    <E extends Enum<E>> E word(String name, E usual, E[] all) {
        String value = text(name).orElse(usual.name()).toUpperCase(Locale.ROOT);
        for (E one : all) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        String words = String.join(", ", Stream.of(all).map(Variables::lower).toList());
        int last = words.lastIndexOf(", ");
        mistake(name, words.substring(0, last) + " or " + words.substring(last + 2), lower(usual));
        return usual;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    boolean flag(String name, boolean usual) {
        String word = usual ? "on" : "off";
        String value = text(name).orElse(word).toLowerCase(Locale.ROOT);
        if (!value.equals("on") && !value.equals("off")) {
            mistake(name, "on or off", word);
            return usual;
        }
        return value.equals("on");
    }

    /** Something that must fit into a cookie, and is said to nobody. */
    Optional<String> secret(String name) {
        Optional<String> value = text(name);
        if (value.isPresent() && !value.get().matches("[\\w.~+/=-]{8,256}")) {
            mistakes.add(name + " should be 8 to 256 letters, digits and .~+/=-; a random one is used.");
            return Optional.empty();
        }
        return value;
    }

    /** The words of a list with commas between them. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What could not be used so far, a sentence each. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    void mistake(String name, String wanted, String used) {
        mistake(name + " should be " + wanted + ", not \"" + environment.get(name) + "\"; " + used + " is used.");
    }

    void mistake(String sentence) {
        mistakes.add(sentence);
    }
}
