package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.notebook.memory.MemoryCleanup;
import dev.cellwatch.notebook.memory.Release;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code %clear_gpu}: what was freed, by whom, and what could not be freed and who holds it. */
public final class CleanupOverview {

    private static final List<Column> COLUMNS =
            List.of(Column.text(""), Column.number("Before"), Column.number("After"), Column.number("Freed"));

    private static final long NOT_WORTH_TELLING = 1 << 20;

    private final GpuReading before;
    private final GpuReading after;
    private final GpuHolders holders;

    /**
     * An overview of a cleanup between two readings.
     *
     * @param ownPid the pid of this kernel
     */
    public CleanupOverview(GpuReading before, GpuReading after, long ownPid) {
        this.before = before;
        this.after = after;
        this.holders = new GpuHolders(after, ownPid);
    }

    /** What the cleanup did. */
    public Sheet of(MemoryCleanup.Report report) {
        List<Part> parts = new ArrayList<>();
        if (after.inventory().demo()) {
            parts.add(Note.of("DEMO: these GPUs are made up, the memory of this kernel is real."));
        }
        parts.add(new Table("", COLUMNS, rows(report)));
        if (!report.collected()) {
            parts.add(
                    Note.warning(
                            "This JVM did not collect garbage when asked (-XX:+DisableExplicitGC), so hardly anything was freed."));
        }
        parts.addAll(releases(report));
        parts.addAll(gpus());
        return new Sheet(parts);
    }

    private List<List<Cell>> rows(MemoryCleanup.Report report) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Gpu gpu : after.gpus()) {
            rows.add(row("GPU " + gpu.index() + ", all processes", used(before, gpu), used(after, gpu)));
        }
        rows.add(row(
                "Java heap",
                OptionalLong.of(report.before().heap()),
                OptionalLong.of(report.after().heap())));
        rows.add(row(
                "Direct buffers",
                OptionalLong.of(report.before().direct()),
                OptionalLong.of(report.after().direct())));
        rows.add(row(
                "Whole kernel, native libraries too",
                report.before().resident(),
                report.after().resident()));
        return rows;
    }

    private static OptionalLong used(GpuReading reading, Gpu gpu) {
        OptionalDouble used = reading.values().of(gpu, GpuMetric.MEMORY_USED);
        return used.isPresent() ? OptionalLong.of((long) used.getAsDouble()) : OptionalLong.empty();
    }

    private static List<Cell> row(String what, OptionalLong before, OptionalLong after) {
        return List.of(Cell.of(what), bytes(before), bytes(after), freed(before, after));
    }

    private static Cell bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Cell.of(Words.bytes(bytes.getAsLong())) : Cell.ABSENT;
    }

    private static Cell freed(OptionalLong before, OptionalLong after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Cell.ABSENT;
        }
        long freed = before.getAsLong() - after.getAsLong();
        if (freed > 0) {
            return Cell.of(Words.bytes(freed));
        }
        return Cell.quiet(-freed < NOT_WORTH_TELLING ? "nothing" : "grew by " + Words.bytes(-freed));
    }

    private static List<Part> releases(MemoryCleanup.Report report) {
        List<Release> releases = report.releases();
        if (releases.isEmpty()) {
            String collected = report.collected() ? "Garbage was collected and its native memory given back. " : "";
            return List.of(Note.quiet(collected
                    + "No framework that holds memory of its own (DJL with PyTorch, ND4J) runs in this kernel."));
        }
        return releases.stream()
                .flatMap(release -> Stream.concat(
                        release.freed().stream().map(freed -> Note.of(release.holder() + ", freed: " + freed)),
                        release.kept().stream().map(kept -> Note.of(release.holder() + ", not freed: " + kept))))
                .map(Part.class::cast)
                .toList();
    }

    private List<Part> gpus() {
        if (after.gpus().isEmpty()) {
            return List.of(Note.quiet(after.inventory().reason().orElse("The driver counts no GPU.")));
        }
        List<Part> parts = new ArrayList<>();
        for (Gpu gpu : after.inventory().demo() ? List.<Gpu>of() : after.gpus()) {
            holders.ownOn(gpu)
                    .ifPresent(own -> parts.add(Note.of("Not freed: this kernel still holds "
                            + (own.memoryBytes().isPresent()
                                    ? Words.bytes(own.memoryBytes().getAsLong())
                                    : "memory")
                            + " on GPU " + gpu.index()
                            + ". Its CUDA context, and what is in use, stay until the kernel restarts.")));
        }
        parts.add(Note.quiet(
                "Memory of other processes cannot be freed from here; only they, or their end, can do that."));
        parts.addAll(holders.parts(after.gpus()));
        return parts;
    }
}
