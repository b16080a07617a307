package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.measure.AccountedPeak;
import dev.cellwatch.monitor.measure.Energy;
import dev.cellwatch.monitor.measure.GpuUse;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.MemoryUse;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.plot.Palette;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A row for each GPU: what it did while a cell ran. */
final class GpuUseTable {

    private static final List<Column> COLUMNS = List.of(
            Column.text("GPU"),
            Column.number("Busy"),
            Column.number("GPU time"),
            Column.number("Busiest"),
            Column.number("Memory before"),
            Column.number("Peak"),
            Column.number("Left over"),
            Column.number("Energy"),
            Column.text("Clocks held down"));

    private GpuUseTable() {}

    static Table of(Measured measured) {
        List<List<Cell>> rows = measured.gpus().stream()
                .map(use -> row(use, measured.seconds()))
                .toList();
        return new Table("", COLUMNS, rows).withoutEmptyColumns();
    }

    private static List<Cell> row(GpuUse use, double seconds) {
        int index = Integer.parseInt(use.gpu().label("gpu"));
        OptionalDouble time = use.utilization().isPresent()
                ? OptionalDouble.of(use.utilization().getAsDouble() * seconds)
                : OptionalDouble.empty();
        return List.of(
                Cell.of(index + (use.shared() ? ", shared" : "")).withMark(Palette.gpu(index)),
                Words.share(use.utilization()),
                time.isPresent() ? Cell.of(Words.seconds(time.getAsDouble())) : Cell.ABSENT,
                use.peak().isPresent() ? Cell.of(Unit.percent(use.peak().getAsDouble())) : Cell.ABSENT,
                Words.of(use.memory().before(), Unit.BYTES),
                Words.of(use.memory().peak(), Unit.BYTES),
                left(use.memory()),
                energy(use.energy(), seconds),
                held(use.throttled()));
    }

    /** What this process alone held at most, where a driver counts that. */
    static Optional<String> ownPeaks(Measured measured) {
        String peaks = measured.gpus().stream()
                .flatMap(use -> use.ownPeak().map(peak -> "GPU " + use.gpu().label("gpu") + " " + words(peak)).stream())
                .collect(Collectors.joining("; "));
        return peaks.isEmpty()
                ? Optional.empty()
                : Optional.of("This process's own peak, by the driver's accounting: " + peaks + ".");
    }

    private static String words(AccountedPeak peak) {
        String bytes = Words.bytes(peak.bytes());
        return peak.exact() ? bytes : "at most " + bytes + ", which it reached before";
    }

    /** {@code 1.2 GiB}, {@code nothing}, {@code −3.0 MiB}. */
    private static Cell left(MemoryUse memory) {
        if (memory.left().isEmpty()) {
            return Cell.ABSENT;
        }
        double left = memory.left().getAsDouble();
        if (Math.abs(left) < Words.NOT_WORTH_TELLING) {
            return Cell.quiet("nothing");
        }
        return left > 0 ? Cell.of(Unit.BYTES.format(left)) : Cell.quiet("−" + Unit.BYTES.format(-left));
    }

    private static Cell energy(Optional<Energy> energy, double seconds) {
        if (energy.isEmpty()) {
            return seconds < Energy.RESOLUTION_SECONDS ? Cell.quiet("below resolution") : Cell.ABSENT;
        }
        Energy used = energy.get();
        return Cell.of(
                joules(used.joules()) + " ± " + joules(used.error()) + " (" + wattHours(used.wattHours()) + " Wh)");
    }

    private static Cell held(Map<ThrottleReason, Double> throttled) {
        String text = throttled.entrySet().stream()
                .sorted(Map.Entry.<ThrottleReason, Double>comparingByValue(Comparator.reverseOrder()))
                .map(reason -> Words.seconds(reason.getValue()) + " by "
                        + reason.getKey().words())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? Cell.quiet("no") : Cell.of(text);
    }

    private static String joules(double joules) {
        return joules >= 10_000 ? String.format(Locale.ROOT, "%.1f kJ", joules / 1000) : Math.round(joules) + " J";
    }

    private static String wattHours(double hours) {
        return hours >= 100 ? Long.toString(Math.round(hours)) : String.format(Locale.ROOT, "%.3g", hours);
    }
}
