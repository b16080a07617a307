package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.extract.Extract;
import dev.cellwatch.monitor.extract.ExtractColumn;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code %history}: what was measured in a stretch of time, a line for each quantity. */
public final class HistoryOverview {

    private static final List<String> HEADINGS = List.of("Now", "Lowest", "Mean", "Highest");

    /** What is read every five seconds has had its turn, and one more. */
    private static final long FRESH_MILLIS = 15_000;

    private final Extract extract;
    private final ZoneId zone;

    /** @param zone in which times are told */
    public HistoryOverview(Extract extract, ZoneId zone) {
        this.extract = extract;
        this.zone = zone;
    }

    /**
     * A table for each subject.
     *
     * @param back how far back was asked for
     * @param demo whether the GPUs are made up
     */
    public Sheet of(Duration back, long nowMillis, boolean demo) {
        Map<Subject, List<List<Cell>>> tables = new LinkedHashMap<>();
        for (ExtractColumn column : extract.columns()) {
            if (isTold(column)) {
                tables.computeIfAbsent(column.subject(), subject -> new ArrayList<>())
                        .add(row(column, nowMillis));
            }
        }
        List<Part> parts = new ArrayList<>();
        if (demo && tables.keySet().stream().anyMatch(subject -> subject.kind() == Subject.Kind.GPU)) {
            parts.add(Note.of("DEMO: these GPUs are made up."));
        }
        tables.forEach((subject, rows) -> parts.add(new Table("", columns(title(subject)), rows)));
        parts.add(Note.quiet(rows(back)));
        return new Sheet(parts);
    }

    /** What plots draw, and of that neither what only ever grows nor a set of bits. */
    private static boolean isTold(ExtractColumn column) {
        return column.metric().drawn()
                && column.metric().kind() == Kind.GAUGE
                && column.metric() != GpuMetric.THROTTLE_REASONS;
    }

    private static List<Column> columns(String title) {
        List<Column> columns = new ArrayList<>(List.of(Column.text(title)));
        HEADINGS.forEach(heading -> columns.add(Column.number(heading)));
        return columns;
    }

    private static String title(Subject subject) {
        return switch (subject.kind()) {
            case GPU -> "GPU " + subject.label("gpu");
            case GPU_INSTANCE -> "GPU " + subject.label("gpu") + ", " + subject.label("uuid");
            case RUN -> "Run " + subject.label("run");
            case JVM -> "JVM";
            default -> "Host";
        };
    }

    private List<Cell> row(ExtractColumn column, long nowMillis) {
        return List.of(
                Cell.of(column.name()),
                cell(newest(column, nowMillis), column.unit()),
                cell(column.lowest(), column.unit()),
                cell(column.mean(), column.unit()),
                cell(column.highest(), column.unit()));
    }

    /** The newest value, unless it is of another time; what a run said last is true until it says something else. */
    private OptionalDouble newest(ExtractColumn column, long nowMillis) {
        long oldest = column.subject().kind() == Subject.Kind.RUN
                ? Long.MIN_VALUE
                : nowMillis - Math.max(FRESH_MILLIS, 2 * extract.stepMillis());
        for (int row = extract.rows() - 1; row >= 0 && extract.timeMillis(row) >= oldest; row--) {
            if (column.at(row).isPresent()) {
                return column.at(row);
            }
        }
        return OptionalDouble.empty();
    }

    private static Cell cell(OptionalDouble value, Unit unit) {
        if (value.isEmpty()) {
            return Cell.ABSENT;
        }
        double number = value.getAsDouble();
        return Cell.of(unit == Unit.COUNT ? Significant.text(number) : unit.format(number));
    }

    private String rows(Duration back) {
        String length = Durations.text(back);
        return extract.rows() + (extract.rows() == 1 ? " row" : " rows") + " in the last " + length + ", one every "
                + Durations.text(Duration.ofMillis(extract.stepMillis())) + ", from "
                + Times.clock(extract.timeMillis(0), zone) + " to "
                + Times.clock(extract.timeMillis(extract.rows() - 1), zone)
                + ". --file history.csv writes them; Cellwatch.table(Duration.ofSeconds(" + back.toSeconds()
                + ")) is a Tablesaw table of them.";
    }
}
