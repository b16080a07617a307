package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.KeptRun;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.notebook.plot.RunWords;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** {@code %training list}: the training runs of this kernel, and those that are kept. */
public final class RunOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.number("Run"),
            Column.text("Name"),
            Column.text("Began"),
            Column.text("Notebook"),
            Column.text("State"),
            Column.number("Time"),
            Column.number("Steps"),
            Column.number("Loss"),
            Column.number("Lowest"),
            Column.number("Validation"),
            Column.number("Samples/s"));

    private RunOverview() {}

    public static Sheet of(RunArchive.Listing listing, long nowMillis) {
        List<Part> parts = new ArrayList<>();
        if (listing.runs().isEmpty()) {
            parts.add(Note.of("There has been no training run yet: Cellwatch.training(\"name\") starts one."));
        } else {
            parts.add(table(listing.runs(), nowMillis));
        }
        if (listing.older() > 0) {
            parts.add(Note.quiet(
                    Words.count(listing.older(), "older run is", "older runs are") + " kept: %training list --all."));
        }
        listing.problems().forEach(problem -> parts.add(Note.warning(sentence(problem))));
        for (ReadableRun run : listing.runs()) {
            if (run instanceof RunFeed) {
                run.problems().forEach(problem -> parts.add(Note.of(run.name() + ": " + problem + ".")));
            }
        }
        return new Sheet(parts);
    }

    private static Table table(List<ReadableRun> runs, long nowMillis) {
        List<List<Cell>> rows = runs.stream().map(run -> row(run, nowMillis)).toList();
        return new Table("", COLUMNS, rows).withoutEmptyColumns();
    }

    private static String sentence(String problem) {
        return problem.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + problem.substring(1) + ".";
    }

    private static List<Cell> row(ReadableRun run, long nowMillis) {
        long seconds = (Math.min(nowMillis, run.endMillis()) - run.startMillis()) / 1000;
        return List.of(
                Cell.of(run.label()),
                Cell.of(run.name()),
                Cell.of(RunWords.began(run)),
                run.notebook().isPresent() ? Cell.of(RunWords.notebook(run)) : Cell.ABSENT,
                state(run, nowMillis),
                Cell.of(Durations.text(Duration.ofSeconds(Math.max(0, seconds)))),
                run.steps() > 0 ? Cell.of(Long.toString(run.steps())) : Cell.ABSENT,
                number(run.latest(TrainingMetric.LOSS), Significant::text),
                number(run.record().lowest(TrainingMetric.LOSS.id()), Significant::text),
                number(run.latest(TrainingMetric.VALIDATION_LOSS), Significant::text),
                number(run.latest(TrainingMetric.THROUGHPUT), Significant::brief));
    }

    private static Cell state(ReadableRun run, long nowMillis) {
        String progress = RunWords.progress(run, nowMillis);
        String after = progress.isEmpty() ? "" : ", " + progress;
        if (run instanceof KeptRun kept && !kept.hasEnded()) {
            return Cell.quiet((kept.goesOn(nowMillis) ? "goes on elsewhere" : "end not saved") + after);
        }
        if (run.isOver()) {
            return Cell.quiet("over" + after);
        }
        return Cell.of(progress.isEmpty() ? "goes on" : progress);
    }

    private static Cell number(OptionalDouble value, DoubleFunction<String> words) {
        return value.isPresent() ? Cell.of(words.apply(value.getAsDouble())) : Cell.ABSENT;
    }
}
