package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.AlertRule;
import dev.cellwatch.monitor.alert.Severity;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code %alerts}: what is the matter, and what is looked for. */
public final class AlertOverview {

    private static final List<Column> COLUMNS = List.of(
            Column.text("State"),
            Column.text("Alert"),
            Column.text("On"),
            Column.text("What"),
            Column.text("Severity"),
            Column.text("Priority"));

    private static final List<Column> RULES = List.of(
            Column.text("Alert"),
            Column.text("When"),
            Column.text("Held for"),
            Column.text("Severity"),
            Column.text("Priority"));

    private AlertOverview() {}

    /**
     * What is the matter.
     *
     * @param notes what else there is to know
     * @param demo whether the GPUs are made up
     */
    public static Sheet of(List<Alert> alerts, List<String> notes, boolean demo) {
        List<Part> parts = new ArrayList<>();
        if (demo) {
            parts.add(Note.of("DEMO: these GPUs are made up, and what is the matter with them."));
        }
        if (!alerts.isEmpty()) {
            parts.add(new Table(
                            "", COLUMNS, alerts.stream().map(AlertOverview::row).toList())
                    .withoutEmptyColumns());
        }
        long quiet = Arrays.stream(AlertRule.values())
                .filter(rule -> alerts.stream().noneMatch(alert -> alert.rule() == rule))
                .count();
        String rest = Words.count(quiet, "rule finds", "rules find") + " nothing" + (alerts.isEmpty() ? "" : " else");
        parts.add(Note.quiet(rest + " (%alerts rules lists them)."));
        notes.forEach(sentence -> parts.add(Note.quiet(sentence)));
        return new Sheet(parts);
    }

    private static List<Cell> row(Alert alert) {
        AlertRule rule = alert.rule();
        boolean loud = alert.firing() && rule.severity() != Severity.INFO;
        return List.of(
                alert.firing() ? Cell.of("firing") : Cell.quiet("pending"),
                loud ? Cell.warning(rule.id()) : Cell.of(rule.id()),
                alert.subject().isEmpty() ? Cell.ABSENT : Cell.of(alert.subject()),
                Cell.of(alert.sentence()),
                Cell.quiet(rule.severity().label()),
                Cell.quiet(rule.priority()));
    }

    /**
     * What is looked for.
     *
     * @param criticalCelsius above how many degrees the heat of a GPU is critical
     */
    public static Sheet rules(int criticalCelsius) {
        List<List<Cell>> rows = Arrays.stream(AlertRule.values())
                .map(rule -> List.of(
                        Cell.of(rule.id()),
                        Cell.of(rule.summary(criticalCelsius)),
                        rule.hold().isZero() ? Cell.quiet("at once") : Cell.of(Durations.text(rule.hold())),
                        Cell.of(rule.severity().label()),
                        Cell.of(rule.priority())))
                .toList();
        return Sheet.of(new Table("", RULES, rows));
    }
}
