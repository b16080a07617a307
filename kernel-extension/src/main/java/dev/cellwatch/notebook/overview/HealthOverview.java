package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.service.ServiceAnswer;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.List;

/** {@code %health}: services and what they answer. */
public final class HealthOverview {

    private static final List<Column> COLUMNS = List.of(Column.text("Service"), Column.text("Answer"));

    private HealthOverview() {}

    public static Sheet of(List<ServiceAnswer> answers) {
        return Sheet.of(
                new Table("", COLUMNS, answers.stream().map(HealthOverview::row).toList()));
    }

    private static List<Cell> row(ServiceAnswer answer) {
        return List.of(Cell.of(answer.name()), answer.well() ? Cell.of(answer.words()) : Cell.warning(answer.words()));
    }
}
