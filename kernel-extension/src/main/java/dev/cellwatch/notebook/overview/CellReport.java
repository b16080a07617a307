package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.monitor.measure.Bottleneck;
import dev.cellwatch.monitor.measure.GarbageUse;
import dev.cellwatch.monitor.measure.GpuUse;
import dev.cellwatch.monitor.measure.JvmUse;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.MemoryUse;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code %%monitor}: what a cell took, what it did to GPUs and memory, and what held it up. */
public final class CellReport {

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
            parts.add(GpuUseTable.of(measured));
        }
        notes().forEach(note -> parts.add(Note.quiet(note)));
        return new Sheet(parts);
    }

    private String title(boolean well) {
        String time = Words.seconds(measured.seconds());
        return name.map(called -> called + ": ").orElse("") + (well ? time : "failed after " + time);
    }

    private List<List<Cell>> facts() {
        JvmUse jvm = measured.jvm();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(fact("Bottleneck", verdict()));
        if (jvm.cpuSeconds().isPresent()) {
            double cpu = jvm.cpuSeconds().getAsDouble();
            String cores = Significant.brief(cpu / Math.max(1e-3, measured.seconds()));
            rows.add(fact("CPU time", Cell.of(Words.seconds(cpu) + ", " + cores + " CPUs on average")));
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
                        + Words.seconds(garbage.gpuIdleSeconds().getAsDouble())
                : "";
        return Words.count(garbage.collections(), "collection", "collections") + ", "
                + Words.seconds(garbage.pauseSeconds()) + " of pauses, the longest "
                + Words.seconds(garbage.longestSeconds()) + idle;
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
        if (Math.abs(left) < Words.NOT_WORTH_TELLING) {
            return "as before";
        }
        return bytes(Math.abs(left)) + (left > 0 ? " more" : " less") + " than before";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (demo && !measured.gpus().isEmpty()) {
            notes.add("DEMO: these GPUs are made up, and what is said of them; all about this kernel is real.");
        }
        GpuUseTable.ownPeaks(measured).ifPresent(notes::add);
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

    private static String bytes(double bytes) {
        return Unit.BYTES.format(bytes);
    }
}
