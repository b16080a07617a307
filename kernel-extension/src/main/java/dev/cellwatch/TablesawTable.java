package dev.cellwatch;

import dev.cellwatch.monitor.extract.Extract;
import dev.cellwatch.monitor.extract.ExtractColumn;
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
