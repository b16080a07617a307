package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.notebook.live.LiveLog;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.time.ZoneId;
import java.util.List;

/** {@code %monitor_log list}: the logs of this kernel. */
public final class LogOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.text("File"),
            Column.text("Every"),
            Column.text("Since"),
            Column.number("Lines"),
            Column.text("State"));

    private LogOverview() {}

    /**
     * A line for each log.
     *
     * @param zone in which times are told
     */
    public static Sheet of(List<LiveLog> logs, ZoneId zone) {
        if (logs.isEmpty()) {
            return Sheet.of(Note.of("Nothing is logged. \"%monitor_log metrics.jsonl\" starts a log."));
        }
        return Sheet.of(
                new Table("", COLUMNS, logs.stream().map(log -> row(log, zone)).toList()));
    }

    private static List<Cell> row(LiveLog log, ZoneId zone) {
        String state = log.state();
        return List.of(
                Cell.of(log.file().toString()),
                Cell.of(Durations.text(log.interval())),
                Cell.of(Times.clock(log.startMillis(), zone)),
                Cell.of(Long.toString(log.lines())),
                state.isEmpty() ? Cell.quiet("goes on") : Cell.warning(state));
    }
}
