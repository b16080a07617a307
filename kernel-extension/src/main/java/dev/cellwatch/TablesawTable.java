package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.extract.Extract;
import dev.cellwatch.monitor.extract.ExtractColumn;
import dev.cellwatch.monitor.extract.Extraction;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalDouble;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Puts an extract into a Tablesaw table: what was not measured is missing there, in Tablesaw's own sense. */
final class TablesawTable {

    private TablesawTable() {}

    /** What was measured lately, with what runs logged in that time. */
    static Table of(Monitor source, Duration last) {
        source.runs().fetch();
        long now = source.clock().millis();
        Extract extract = new Extraction(source.history())
                .between(now - last.toMillis(), now, source.runs().all(), subject -> true);
        return of("the last " + Durations.text(last), extract, ZoneId.systemDefault());
    }

    /** What a run logged, and what was measured meanwhile. */
    static Table of(Monitor source, TrainingRun run) {
        source.runs().fetch();
        RunFeed feed = source.runs().all().stream()
                .filter(known -> known.run() == run)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The run " + run.name() + " is not kept any more: newer ones have taken its place."));
        Extract extract =
                new Extraction(source.history()).of(feed, source.clock().millis());
        return of(run.name(), extract, ZoneId.systemDefault());
    }

    /** @param zone in which the times are told, as Tablesaw's have none */
    static Table of(String name, Extract extract, ZoneId zone) {
        DateTimeColumn times = DateTimeColumn.create("time");
        for (int row = 0; row < extract.rows(); row++) {
            times.append(LocalDateTime.ofInstant(Instant.ofEpochMilli(extract.timeMillis(row)), zone));
        }
        Table table = Table.create(name, times);
        extract.columns().forEach(column -> table.addColumns(column(column, extract.rows())));
        return table;
    }

    private static DoubleColumn column(ExtractColumn column, int rows) {
        DoubleColumn values = DoubleColumn.create(column.name());
        for (int row = 0; row < rows; row++) {
            OptionalDouble value = column.at(row);
            if (value.isPresent()) {
                values.append(value.getAsDouble());
            } else {
                values.appendMissing();
            }
        }
        return values;
    }
}
