package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.notebook.plot.Comparison;
import dev.cellwatch.notebook.plot.Palette;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;

/** {@code %training compare}: what became of each run, a row for each. */
public final class ComparisonOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.text("Run"),
            Column.number("Time"),
            Column.number("Steps"),
            Column.number("Loss"),
            Column.number("Lowest"),
            Column.number("Validation"),
            Column.number("Lowest"),
            Column.number("Samples/s"),
            Column.number("GPU use"),
            Column.number("GPU memory"),
            Column.number("Energy"));

    private final History history;
    private final Predicate<Subject> gpus;
    private final boolean demo;

    /**
     * A view of a kernel's history.
     *
     * @param gpus those whose numbers are told
     * @param demo whether this kernel's GPUs are made up
     */
    public ComparisonOverview(History history, Predicate<Subject> gpus, boolean demo) {
        this.history = history;
        this.gpus = gpus;
        this.demo = demo;
    }

    public Sheet of(Comparison comparison, long nowMillis) {
        List<String> names = comparison.names();
        List<List<Cell>> rows = new ArrayList<>();
        boolean anyDemo = false;
        for (int i = 0; i < names.size(); i++) {
            ReadableRun run = comparison.runs().get(i).run();
            rows.add(row(Cell.of(names.get(i)).withMark(Palette.run(i)), run, nowMillis));
            anyDemo |= run.machine().map(machine -> machine.isDemo()).orElse(demo);
        }
        List<Part> parts = new ArrayList<>(List.of(new Table("", COLUMNS, rows).withoutEmptyColumns()));
        if (anyDemo) {
            parts.add(Note.quiet("DEMO: GPU use, GPU memory and energy are made up."));
        }
        return new Sheet(parts);
    }

    private List<Cell> row(Cell name, ReadableRun run, long nowMillis) {
        RunTotals totals = new RunTotals(run, history, gpus, nowMillis);
        double seconds = (Math.min(nowMillis, run.endMillis()) - run.startMillis()) / 1000.0;
        return List.of(
                name,
                Cell.of(Words.duration(Math.max(0, seconds))),
                run.steps() > 0 ? Cell.of(Long.toString(run.steps())) : Cell.ABSENT,
                number(run.latest(TrainingMetric.LOSS), Significant::text),
                number(run.record().lowest(TrainingMetric.LOSS.id()), Significant::text),
                number(run.latest(TrainingMetric.VALIDATION_LOSS), Significant::text),
                number(run.record().lowest(TrainingMetric.VALIDATION_LOSS.id()), Significant::text),
                number(throughput(run, seconds), Significant::brief),
                number(totals.use(), Unit::percent),
                number(totals.memory(), Unit.BYTES::format),
                number(totals.joules(), Words::energy));
    }

    /** Over the whole run: the newest value alone says little of a run that is over. */
    private static OptionalDouble throughput(ReadableRun run, double seconds) {
        double samples = (double) run.batches() * run.batchSize();
        return samples > 0 && seconds > 0 ? OptionalDouble.of(samples / seconds) : OptionalDouble.empty();
    }

    private static Cell number(OptionalDouble value, DoubleFunction<String> words) {
        return value.isPresent() ? Cell.of(words.apply(value.getAsDouble())) : Cell.ABSENT;
    }
}
