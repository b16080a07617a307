package dev.cellwatch.environment.console;

import java.util.ArrayList;
import java.util.List;

/** Lines with a name each, and what there is to say about it in a column of its own. */
public final class Labelled {

    private final List<String> lines = new ArrayList<>();

    /**
     * Adds a line.
     *
     * @param name nothing where the line belongs to the one before
     */
    public void line(String name, String value) {
        lines.add(String.format("%-12s", name) + value);
    }

    /** Ready to print. */
    public String text() {
        return String.join(System.lineSeparator(), lines).stripTrailing();
    }
}
