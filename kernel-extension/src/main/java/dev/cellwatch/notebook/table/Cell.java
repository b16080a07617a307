package dev.cellwatch.notebook.table;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of a table.
 *
 * @param text what stands in it, as it came: rendering makes it harmless
 * @param share how full a bar below it is, 0 to 1, where it has one
 * @param tone how loud it is
 * @param mark the colour of a dot before it, as CSS writes it, where it has one
 */
public record Cell(String text, OptionalDouble share, Tone tone, Optional<String> mark) {

    /** How loud something is. */
    public enum Tone {
        NORMAL,
        QUIET,
        WARNING
    }

    /** What stands where there is nothing to tell. */
    public static final Cell ABSENT = quiet("–");

    public static Cell of(String text) {
        return new Cell(text, OptionalDouble.empty(), Tone.NORMAL, Optional.empty());
    }

    public static Cell of(Optional<String> text) {
        return text.map(Cell::of).orElse(ABSENT);
    }

    public static Cell quiet(String text) {
        return new Cell(text, OptionalDouble.empty(), Tone.QUIET, Optional.empty());
    }

    public static Cell warning(String text) {
        return new Cell(text, OptionalDouble.empty(), Tone.WARNING, Optional.empty());
    }

    /** The text above a bar that is filled to this share. */
    public Cell withBar(double filled) {
        return new Cell(text, OptionalDouble.of(Math.min(1, Math.max(0, filled))), tone, mark);
    }

    /** The text after a dot of this colour. */
    public Cell withMark(String colour) {
        return new Cell(text, share, tone, Optional.of(colour));
    }
}
