package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.plot.Palette;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Table;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** A row for each GPU: how busy, full, hot and fast it is, and what holds it back. */
public final class GpuSummary {

    private static final List<Column> COLUMNS = List.of(
            Column.text("GPU"),
            Column.text("Name"),
            Column.number("Use"),
            Column.number("Memory"),
            Column.number("Temp"),
            Column.number("Power"),
            Column.number("Fan"),
            Column.number("SM clock"),
            Column.text("State"),
            Column.text("Held back by"));

    /** A GPU at its power limit does what it can; these say that something is wrong with its surroundings. */
    private static final Set<ThrottleReason> ALARMING = EnumSet.of(
            ThrottleReason.SOFTWARE_THERMAL,
            ThrottleReason.HARDWARE_THERMAL,
            ThrottleReason.HARDWARE_SLOWDOWN,
            ThrottleReason.POWER_BRAKE);

    private final GpuValues values;

    public GpuSummary(GpuValues values) {
        this.values = values;
    }

    /** A table without a title. */
    public Table of(List<Gpu> gpus) {
        return new Table("", COLUMNS, gpus.stream().map(this::row).toList()).withoutEmptyColumns();
    }

    private List<Cell> row(Gpu gpu) {
        return List.of(
                Cell.of(Integer.toString(gpu.index())).withMark(Palette.gpu(gpu.index())),
                Cell.of(gpu.name()),
                Words.share(values.of(gpu, GpuMetric.UTILIZATION)),
                memory(gpu),
                temperature(gpu),
                power(gpu),
                fan(values.of(gpu, GpuMetric.FAN_SPEED)),
                clock(values.of(gpu, GpuMetric.SM_CLOCK), values.of(gpu, GpuMetric.SM_MAXIMUM_CLOCK)),
                state(values.of(gpu, GpuMetric.PERFORMANCE_STATE)),
                throttling(values.of(gpu, GpuMetric.THROTTLE_REASONS)));
    }

    private Cell memory(Gpu gpu) {
        if (gpu.memory() != GpuMemory.SHARED) {
            return memory(values.of(gpu, GpuMetric.MEMORY_USED), values.of(gpu, GpuMetric.MEMORY_TOTAL));
        }
        OptionalDouble used = values.ofHost(HostMetric.MEMORY_USED);
        OptionalDouble total = values.ofHost(HostMetric.MEMORY_TOTAL);
        return used.isPresent() && total.isPresent()
                ? Words.part("the machine's: ", (long) used.getAsDouble(), (long) total.getAsDouble())
                : Cell.of("the machine's");
    }

    static Cell memory(OptionalDouble used, OptionalDouble total) {
        return used.isPresent() ? Words.part((long) used.getAsDouble(), (long) total.orElse(0)) : Cell.ABSENT;
    }

    private Cell temperature(Gpu gpu) {
        OptionalDouble now = values.of(gpu, GpuMetric.TEMPERATURE);
        OptionalDouble highest = values.of(gpu, GpuMetric.MAXIMUM_TEMPERATURE);
        Cell cell = Words.of(now, Unit.CELSIUS);
        boolean hot = now.isPresent() && highest.isPresent() && now.getAsDouble() >= highest.getAsDouble();
        return hot ? Cell.warning(cell.text()) : cell;
    }

    private Cell power(Gpu gpu) {
        OptionalDouble now = values.of(gpu, GpuMetric.POWER_USAGE);
        OptionalDouble limit = values.of(gpu, GpuMetric.POWER_ENFORCED_LIMIT);
        if (now.isEmpty()) {
            return Cell.ABSENT;
        }
        String watts = Math.round(now.getAsDouble()) + "";
        return Cell.of(limit.isPresent() ? watts + " of " + Math.round(limit.getAsDouble()) + " W" : watts + " W");
    }

    private static Cell fan(OptionalDouble speed) {
        return speed.isPresent() ? Cell.of(Unit.percent(speed.getAsDouble())) : Cell.ABSENT;
    }

    /** {@code 1.41 of 1.98 GHz}. */
    static Cell clock(OptionalDouble hertz, OptionalDouble highest) {
        if (hertz.isEmpty()) {
            return Cell.ABSENT;
        }
        String text = String.format(Locale.ROOT, "%.2f", hertz.getAsDouble() / 1e9);
        return Cell.of(text + Words.gigahertz(highest).map(max -> " of " + max).orElse(" GHz"));
    }

    private static Cell state(OptionalDouble state) {
        return state.isPresent() ? Cell.of("P" + Math.round(state.getAsDouble())) : Cell.ABSENT;
    }

    private static Cell throttling(OptionalDouble bits) {
        if (bits.isEmpty()) {
            return Cell.ABSENT;
        }
        List<ThrottleReason> reasons = ThrottleReason.in(bits.getAsDouble());
        String words = reasons.stream().map(ThrottleReason::words).collect(Collectors.joining(", "));
        if (reasons.stream().anyMatch(ALARMING::contains)) {
            return Cell.warning(words);
        }
        boolean slow = reasons.stream().anyMatch(ThrottleReason::slowsWork);
        return slow ? Cell.of(words) : Cell.quiet(reasons.isEmpty() ? "nothing" : words);
    }
}
