package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.training.BatchFit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code %batch_size}: what is usual, and what fits.
 *
 * @param fit the line through what was measured
 * @param tried the largest batch that was
 * @param demo whether the GPU is made up
 */
public record BatchSizeOverview(BatchFit fit, int tried, boolean demo) {

    private static final List<Column> USUAL = List.of(Column.text("Model"), Column.number("Batch size"));

    /** Beyond so many times the largest batch that was measured a line is a guess. */
    private static final int FAR = 4;

    /** What is usual for kinds of models. */
    public static Sheet usual() {
        return Sheet.of(
                new Table(
                        "",
                        USUAL,
                        List.of(
                                row("CNN", "32–256"),
                                row("Transformer", "8–32"),
                                row("RNN", "16–128"),
                                row("Saiga LLM", "at most 8–16"))),
                Note.quiet("What fits depends on the model: %batch_size 32=5.1GiB 64=8.3GiB"
                        + " tells the largest batch from peaks that you measured."));
    }

    private static List<Cell> row(String model, String sizes) {
        return List.of(Cell.of(model), Cell.of(sizes));
    }

    /**
     * What fits.
     *
     * @param memory in bytes, all of it
     * @param reserve how many percent of it stay free
     */
    public Sheet of(double memory, int reserve) {
        double limit = memory * (100 - reserve) / 100;
        BatchFit.Largest largest = fit.largest(limit);
        int safe = largest.surely().orElse(largest.byLine());
        List<Part> parts = new ArrayList<>();
        if (demo) {
            parts.add(Note.of("DEMO: this GPU is made up."));
        }
        parts.add(Table.facts("", facts(largest, safe, room(memory, limit, reserve))));
        parts.addAll(notes(largest, safe));
        return new Sheet(parts);
    }

    private List<List<Cell>> facts(BatchFit.Largest largest, int safe, String room) {
        return List.of(
                Table.fact("Largest batch", Cell.of(number(largest.byLine()))),
                Table.fact("Error band (95 %)", band(largest)),
                Table.fact("Multiple of 8", suggestion(safe - safe % 8)),
                Table.fact("Power of two", suggestion(Integer.highestOneBit(safe))),
                Table.fact("A sample takes", Cell.of(Unit.BYTES.format(fit.perSample()))),
                Table.fact("Beside the batch", Cell.of(Unit.BYTES.format(Math.max(0, fit.fixed())))),
                Table.fact("Room", Cell.of(room)));
    }

    private static String number(int batch) {
        return batch == 0 ? "none fits" : Integer.toString(batch);
    }

    private static Cell band(BatchFit.Largest largest) {
        return largest.surely().isPresent()
                ? Cell.of(largest.surely().getAsInt() + "–" + largest.perhaps().orElse(largest.byLine()))
                : Cell.quiet("not known from two points");
    }

    private static Cell suggestion(int batch) {
        return batch == 0 ? Cell.ABSENT : Cell.of(Integer.toString(batch));
    }

    private static String room(double memory, double limit, int reserve) {
        return Unit.BYTES.format(limit)
                + (reserve == 0 ? "" : ", with " + reserve + " % of " + Unit.BYTES.format(memory) + " kept free");
    }

    private List<Part> notes(BatchFit.Largest largest, int safe) {
        List<Part> notes = new ArrayList<>();
        if (largest.surely().isEmpty()) {
            notes.add(Note.quiet("Two points always lie on a line: measure a third to learn how far this one is to be"
                    + " trusted."));
        } else {
            notes.add(Note.quiet("By the line through " + fit.points() + " points; multiple and power stay below the"
                    + " band's lower end."));
        }
        if (safe > FAR * (long) tried) {
            notes.add(Note.warning("This is far beyond the largest batch that was measured, " + tried
                    + ": measure one that is nearer before you rely on it."));
        }
        return notes;
    }
}
