package dev.cellwatch.notebook.table;

/**
 * A line of text.
 *
 * @param text one sentence or a few
 * @param tone how loud it is
 */
public record Note(String text, Cell.Tone tone) implements Part {

    public static Note of(String text) {
        return new Note(text, Cell.Tone.NORMAL);
    }

    public static Note quiet(String text) {
        return new Note(text, Cell.Tone.QUIET);
    }

    public static Note warning(String text) {
        return new Note(text, Cell.Tone.WARNING);
    }
}
