package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.host.HostProcess;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.List;

/** {@code %processes}: what uses the machine's CPU and memory. */
public final class ProcessOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.number("PID"),
            Column.text("Name"),
            Column.text("User"),
            Column.number("CPU"),
            Column.number("Memory"),
            Column.number(""),
            Column.text("Status"),
            Column.text("Command"));

    private ProcessOverview() {}

    /** The greediest processes first. */
    public static Sheet of(List<HostProcess> processes) {
        if (processes.isEmpty()) {
            return Sheet.of(Note.of("This system shows no processes."));
        }
        Table table = new Table(
                "", COLUMNS, processes.stream().map(ProcessOverview::row).toList());
        return Sheet.of(
                table.withoutEmptyColumns(), Note.quiet("By CPU and memory together. 100 % CPU is one core busy."));
    }

    private static List<Cell> row(HostProcess process) {
        return List.of(
                Cell.of(Integer.toString(process.pid())),
                Cell.of(process.name()),
                process.user().isEmpty() ? Cell.ABSENT : Cell.of(process.user()),
                process.cpuRatio().isPresent()
                        ? Cell.of(Unit.percent(process.cpuRatio().getAsDouble()))
                        : Cell.ABSENT,
                Cell.of(Words.bytes(process.residentBytes())),
                Cell.of(Unit.percent(process.memoryRatio())),
                process.status().equals("Zombie") ? Cell.warning("Zombie") : Cell.quiet(process.status()),
                Cell.quiet(process.command()));
    }
}
