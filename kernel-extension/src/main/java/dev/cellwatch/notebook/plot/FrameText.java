package dev.cellwatch.notebook.plot;

import java.util.List;

/**
 * The quiet second line of a plot.
 *
 * @param notes its parts, for example {@code every 2 s, 3 min 10 s left} and {@code DEMO data}
 */
public record FrameText(List<String> notes) {

    private static final String BETWEEN = "\u2002·\u2002";

    public FrameText {
        notes = List.copyOf(notes);
    }

    public static FrameText of(String... notes) {
        return new FrameText(List.of(notes));
    }

    /** The notes in one line. */
    public String line() {
        return String.join(BETWEEN, notes);
    }
}
