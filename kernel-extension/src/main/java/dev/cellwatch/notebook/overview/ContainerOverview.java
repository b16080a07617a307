package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.host.Container;
import dev.cellwatch.monitor.host.ContainerList;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.List;

/** {@code %containers}: the containers of this machine. */
public final class ContainerOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.text("Name"),
            Column.text("Status"),
            Column.number("CPU"),
            Column.number("Memory"),
            Column.text("Up"),
            Column.text("Ports"),
            Column.text("Image"));

    private ContainerOverview() {}

    public static Sheet of(ContainerList containers) {
        if (containers.reason().isPresent()) {
            return Sheet.of(Note.of(containers.reason().get()));
        }
        if (containers.containers().isEmpty()) {
            return Sheet.of(Note.of("Docker has no containers."));
        }
        Table table = new Table(
                "",
                COLUMNS,
                containers.containers().stream().map(ContainerOverview::row).toList());
        return Sheet.of(table.withoutEmptyColumns());
    }

    private static List<Cell> row(Container container) {
        return List.of(
                Cell.of(container.name()),
                status(container.status()),
                container.cpuRatio().isPresent()
                        ? Cell.of(Unit.percent(container.cpuRatio().getAsDouble()))
                        : Cell.ABSENT,
                memory(container),
                text(container.uptime()),
                text(container.ports()),
                Cell.quiet(container.image()));
    }

    private static Cell status(String status) {
        return switch (status) {
            case "Running" -> Cell.of(status);
            case "Restarting", "Dead" -> Cell.warning(status);
            default -> Cell.quiet(status);
        };
    }

    private static Cell memory(Container container) {
        if (container.memoryBytes().isEmpty()) {
            return Cell.ABSENT;
        }
        long used = container.memoryBytes().getAsLong();
        return container.memoryLimitBytes().isPresent()
                ? Words.filled(used, container.memoryLimitBytes().getAsLong())
                : Cell.of(Words.bytes(used));
    }

    private static Cell text(String text) {
        return text.isEmpty() ? Cell.ABSENT : Cell.of(text);
    }
}
