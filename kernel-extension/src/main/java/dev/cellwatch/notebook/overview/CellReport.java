package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.measure.Bottleneck;
import dev.cellwatch.monitor.measure.Energy;
import dev.cellwatch.monitor.measure.GarbageUse;
import dev.cellwatch.monitor.measure.GpuUse;
import dev.cellwatch.monitor.measure.JvmUse;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.MemoryUse;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.notebook.plot.Palette;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** {@code %%monitor}: what a cell took, what it did to GPUs and memory, and what held it up. */
public final class CellReport {

    private static final List<Column> GPU_COLUMNS = List.of(
            Column.text("GPU"),
            Column.number("Busy"),
            Column.number("GPU time"),
            Column.number("Busiest"),
            Column.number("Memory before"),
            Column.number("Peak"),
            Column.number("Left over"),
            Column.number("Energy"),
            Column.text("Clocks held down"));

    private static final double NOT_WORTH_TELLING = 1 << 20;

    private final Measured measured;
    private final Optional<String> name;
    private final boolean demo;

    /**
     * A report of what was measured.
     *
     * @param name what the user calls it
     * @param demo whether its GPUs are made up
     */
    public CellReport(Measured measured, Optional<String> name, boolean demo) {
        this.measured = measured;
        this.name = name;
        this.demo = demo;
    }

    /**
     * The report.
     *
     * @param well whether the code ended as it should
     */
    public Sheet sheet(boolean well) {
        List<Part> parts = new ArrayList<>();
        parts.add(Table.facts(title(well), facts()));
        if (!measured.gpus().isEmpty()) {
            parts.add(new Table(
                            "",
                            GPU_COLUMNS,
                            measured.gpus().stream().map(this::row).toList())
                    .withoutEmptyColumns());
        }
        notes().forEach(note -> parts.add(Note.quiet(note)));
        return new Sheet(parts);
    }

    private String title(boolean well) {
        String time = seconds(measured.seconds());
        return name.map(called -> called + ": ").orElse("") + (well ? time : "failed after " + time);
    }

    private List<List<Cell>> facts() {
        JvmUse jvm = measured.jvm();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(fact("Bottleneck", verdict()));
        if (jvm.cpuSeconds().isPresent()) {
            double cpu = jvm.cpuSeconds().getAsDouble();
            String cores = Significant.brief(cpu / Math.max(1e-3, measured.seconds()));
            rows.add(fact("CPU time", Cell.of(seconds(cpu) + ", " + cores + " CPUs on the mean")));
        }
        rows.add(fact("Garbage collection", Cell.of(garbage(measured.garbage()))));
        memory("Heap", jvm.heap()).ifPresent(rows::add);
        memory("Direct buffers", jvm.direct()).ifPresent(rows::add);
        memory("Whole kernel", jvm.resident()).ifPresent(rows::add);
        if (jvm.readBytes().isPresent() && jvm.writtenBytes().isPresent()) {
            rows.add(fact(
                    "Storage",
                    Cell.of(bytes(jvm.readBytes().getAsDouble()) + " read, "
                            + bytes(jvm.writtenBytes().getAsDouble()) + " written")));
        }
        return rows;
    }

    private Cell verdict() {
        String text = measured.verdict().bottleneck().words() + ": "
                + measured.verdict().because();
        return measured.verdict().bottleneck() == Bottleneck.NOT_CLEAR ? Cell.quiet(text) : Cell.of(text);
    }

    private static String garbage(GarbageUse garbage) {
        if (garbage.collections() == 0) {
            return "none";
        }
        String idle = garbage.gpuIdleSeconds().isPresent()
                ? ", the GPU idle meanwhile for at most "
                        + seconds(garbage.gpuIdleSeconds().getAsDouble())
                : "";
        return Words.count(garbage.collections(), "collection", "collections") + ", " + seconds(garbage.pauseSeconds())
                + " of pauses, the longest " + seconds(garbage.longestSeconds()) + idle;
    }

    private static Optional<List<Cell>> memory(String what, MemoryUse memory) {
        if (memory.peak().isEmpty()) {
            return Optional.empty();
        }
        String peak = "peak " + bytes(memory.peak().getAsDouble());
        return Optional.of(fact(what, Cell.of(memory.left().isEmpty() ? peak : peak + ", afterwards " + than(memory))));
    }

    private static String than(MemoryUse memory) {
        double left = memory.left().orElse(0);
        if (Math.abs(left) < NOT_WORTH_TELLING) {
            return "as before";
        }
        return bytes(Math.abs(left)) + (left > 0 ? " more" : " less") + " than before";
    }

    /** {@code 1.2 GiB}, {@code nothing}, {@code −3.0 MiB}. */
    private static Cell left(MemoryUse memory) {
        if (memory.left().isEmpty()) {
            return Cell.ABSENT;
        }
        double left = memory.left().getAsDouble();
        if (Math.abs(left) < NOT_WORTH_TELLING) {
            return Cell.quiet("nothing");
        }
        return left > 0 ? Cell.of(bytes(left)) : Cell.quiet("−" + bytes(-left));
    }

    private List<Cell> row(GpuUse use) {
        int index = Integer.parseInt(use.gpu().label("gpu"));
        OptionalDouble time = use.utilization().isPresent()
                ? OptionalDouble.of(use.utilization().getAsDouble() * measured.seconds())
                : OptionalDouble.empty();
        return List.of(
                Cell.of(index + (use.shared() ? ", shared" : "")).withMark(Palette.gpu(index)),
                Words.share(use.utilization()),
                time.isPresent() ? Cell.of(seconds(time.getAsDouble())) : Cell.ABSENT,
                use.peak().isPresent() ? Cell.of(Words.percent(use.peak().getAsDouble())) : Cell.ABSENT,
                Words.of(use.memory().before(), Unit.BYTES),
                Words.of(use.memory().peak(), Unit.BYTES),
                left(use.memory()),
                energy(use.energy()),
                held(use.throttled()));
    }

    private Cell energy(Optional<Energy> energy) {
        if (energy.isEmpty()) {
            return measured.seconds() < Energy.RESOLUTION_SECONDS ? Cell.quiet("below resolution") : Cell.ABSENT;
        }
        Energy used = energy.get();
        return Cell.of(
                joules(used.joules()) + " ± " + joules(used.error()) + " (" + wattHours(used.wattHours()) + " Wh)");
    }

    private static Cell held(Map<ThrottleReason, Double> throttled) {
        String text = throttled.entrySet().stream()
                .sorted(Map.Entry.<ThrottleReason, Double>comparingByValue(Comparator.reverseOrder()))
                .map(reason ->
                        seconds(reason.getValue()) + " by " + reason.getKey().words())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? Cell.quiet("no") : Cell.of(text);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (demo && !measured.gpus().isEmpty()) {
            notes.add("DEMO: these GPUs are made up, and what is said of them; all about this kernel is real.");
        }
        notes.addAll(measured.verdict().caveats());
        String gpus = measured.gpus().isEmpty() ? "" : sources();
        notes.add("Read every " + Durations.text(measured.interval()) + ", and what the kernel holds outside its heap"
                + " every 5 s: a shorter peak is not seen." + gpus);
        return notes;
    }

    private String sources() {
        String energy = measured.gpus().stream()
                .flatMap(use -> use.energy().stream())
                .map(used -> used.source().words())
                .distinct()
                .collect(Collectors.joining(" and "));
        String shared = measured.gpus().stream().anyMatch(GpuUse::shared) ? ", and others work on it" : "";
        return " GPU numbers are those of the whole GPU" + shared
                + (energy.isEmpty() ? "." : "; its energy is from " + energy + ".");
    }

    private static String joules(double joules) {
        return joules >= 10_000 ? String.format(Locale.ROOT, "%.1f kJ", joules / 1000) : Math.round(joules) + " J";
    }

    private static String wattHours(double hours) {
        return hours >= 100 ? Long.toString(Math.round(hours)) : String.format(Locale.ROOT, "%.3g", hours);
    }

    private static String bytes(double bytes) {
        return Unit.BYTES.format(bytes);
    }

    /** {@code 230 ms}, {@code 4.2 s}, {@code 3 min 12 s}. */
    private static String seconds(double seconds) {
        return seconds < 100 ? Unit.SECONDS.format(seconds) : Words.duration(seconds);
    }
}
