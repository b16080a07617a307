package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.TrainingRun;
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

/** {@code %training list}: the training runs of this kernel. */
public final class RunOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.number("Run"),
            Column.text("Name"),
            Column.text("State"),
            Column.number("Time"),
            Column.number("Steps"),
            Column.number("Loss"),
            Column.number("Lowest"),
            Column.number("Validation"),
            Column.number("Samples/s"));

    private RunOverview() {}

    public static Sheet of(List<RunFeed> runs, long nowMillis) {
        if (runs.isEmpty()) {
            return Sheet.of(Note.of("There has been no training run yet: Cellwatch.training(\"name\") starts one."));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Table(
                        "",
                        COLUMNS,
                        runs.stream().map(feed -> row(feed, nowMillis)).toList())
                .withoutEmptyColumns());
        for (RunFeed feed : runs) {
            feed.problems().forEach(problem -> parts.add(Note.of(feed.run().name() + ": " + problem + ".")));
        }
        return new Sheet(parts);
    }

    private static List<Cell> row(RunFeed feed, long nowMillis) {
        TrainingRun run = feed.run();
        long seconds = (Math.min(nowMillis, run.endMillis()) - run.startMillis()) / 1000;
        long steps = Math.max(feed.record().lastStep(), run.batches());
        return List.of(
                Cell.of(Integer.toString(run.id())),
                Cell.of(run.name()),
                state(run, nowMillis),
                Cell.of(Durations.text(Duration.ofSeconds(seconds))),
                steps > 0 ? Cell.of(Long.toString(steps)) : Cell.ABSENT,
                number(feed.latest(TrainingMetric.LOSS), Significant::text),
                number(feed.record().lowest(TrainingMetric.LOSS.id()), Significant::text),
                number(feed.latest(TrainingMetric.VALIDATION_LOSS), Significant::text),
                number(feed.latest(TrainingMetric.THROUGHPUT), Significant::brief));
    }

    private static Cell state(TrainingRun run, long nowMillis) {
        String progress = RunWords.progress(run, nowMillis);
        if (run.isOver()) {
            return Cell.quiet(progress.isEmpty() ? "over" : "over, " + progress);
        }
        return Cell.of(progress.isEmpty() ? "goes on" : progress);
    }

    private static Cell number(OptionalDouble value, DoubleFunction<String> words) {
        return value.isPresent() ? Cell.of(words.apply(value.getAsDouble())) : Cell.ABSENT;
    }
}
