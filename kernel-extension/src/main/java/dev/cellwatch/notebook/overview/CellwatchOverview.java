package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.TraceStatus;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code %cellwatch}: what there is to type, what runs, with which settings, and what it costs. */
public final class CellwatchOverview {

    /** The two are read in the same tick, so old ones belong together as well as new ones. */
    private static final Duration WHENEVER = Duration.ofDays(1);

    private CellwatchOverview() {}

    /** What there is to type, and what it does. */
    public static Table magics(Map<String, String> magics) {
        List<List<Cell>> rows = new ArrayList<>();
        magics.forEach((magic, help) -> rows.add(List.of(Cell.of(magic), Cell.of(help))));
        return Table.facts("Magics (each knows --help)", rows);
    }

    /** The settings in force, and those that could not be used; where the log is, and what is the matter with it. */
    public static List<Part> settings(Settings settings, EventLog log) {
        List<Part> parts = new ArrayList<>();
        settings.mistakes().forEach(mistake -> parts.add(Note.warning(mistake)));
        List<List<Cell>> rows = new ArrayList<>();
        settings.inForce().forEach((name, value) -> rows.add(fact(name, Cell.of(value))));
        parts.add(Table.facts("Settings in force", rows));
        log.trouble().ifPresent(trouble -> parts.add(Note.warning(trouble)));
        log.file().ifPresent(file -> parts.add(Note.quiet("What happens in this kernel is written to " + file + ".")));
        log.tracing().status().ifPresent(status -> parts.add(Note.quiet(status.sentence())));
        log.tracing().status().flatMap(TraceStatus::trouble).ifPresent(trouble -> parts.add(Note.warning(trouble)));
        return parts;
    }

    /** How each probe is doing. */
    public static Table health(List<ProbeHealth> probes) {
        return new Table(
                "Probes",
                List.of(Column.text("Probe"), Column.text("State"), Column.number("Last reading took")),
                probes.stream().map(CellwatchOverview::row).toList());
    }

    private static List<Cell> row(ProbeHealth probe) {
        boolean read = probe.durationSeconds() > 0;
        Cell state = probe.stuckSinceMillis().isPresent()
                ? Cell.warning("stuck")
                : probe.error().map(Cell::quiet).orElse(read ? Cell.of("fine") : Cell.quiet("at rest, nobody reads"));
        return List.of(
                Cell.of(probe.probe()),
                state,
                read ? Cell.of(Unit.SECONDS.format(probe.durationSeconds())) : Cell.ABSENT);
    }

    /** Versions and the CPU time that all this takes. */
    public static Table versions(String version, History history, long nowMillis) {
        return Table.facts(
                "Cellwatch " + version,
                List.of(
                        fact("Java", Cell.of(Runtime.version() + ", " + System.getProperty("java.vm.name", "JVM"))),
                        fact("Own overhead", Cell.of(overhead(history, nowMillis)))));
    }

    private static String overhead(History history, long nowMillis) {
        OptionalDouble own = history.latest(Subject.JVM, JvmMetric.OWN_CPU_SECONDS, nowMillis, WHENEVER);
        OptionalDouble age = history.latest(Subject.JVM, JvmMetric.UPTIME, nowMillis, WHENEVER);
        if (own.isEmpty() || age.isEmpty() || age.getAsDouble() <= 0) {
            return "none yet: nothing has been watched in this kernel";
        }
        return String.format(
                Locale.ROOT,
                "%.2f %% of one core (%.1f s of CPU in %s)",
                100 * own.getAsDouble() / age.getAsDouble(),
                own.getAsDouble(),
                Words.duration(age.getAsDouble()));
    }

    /** All of it. */
    public static Sheet of(Table versions, Table magics, List<Part> settings, Table health) {
        List<Part> parts = new ArrayList<>(List.of(versions, magics));
        parts.addAll(settings);
        parts.add(health);
        return new Sheet(parts);
    }
}
