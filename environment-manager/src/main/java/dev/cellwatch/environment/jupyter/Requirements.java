package dev.cellwatch.environment.jupyter;

import java.util.Optional;

/** The pinned versions of what the private environment holds, from the one file that lists them. */
public final class Requirements {

    private Requirements() {}

    /** The requirements file. */
    public static String text() {
        return Resource.text(Requirements.class, "requirements.txt");
    }

    /** The line of one package, such as {@code plotly==7.1.0}. */
    public static Optional<String> pin(String name) {
        return text().lines().filter(line -> line.startsWith(name + "==")).findFirst();
    }

    /** The version of one package, or {@code unknown}. */
    public static String version(String name) {
        return pin(name).map(line -> line.substring(name.length() + 2)).orElse("unknown");
    }
}
