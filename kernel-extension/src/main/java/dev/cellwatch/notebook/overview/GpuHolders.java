package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who holds a GPU: its processes, and the notebook in which each runs. What is not known for sure is not said. */
final class GpuHolders {

    private static final List<Column> COLUMNS = List.of(
            Column.text("GPU"),
            Column.number("PID"),
            Column.text("Notebook"),
            Column.text("User"),
            Column.text("Program"),
            Column.number("Memory"),
            Column.number("Use"),
            Column.text("For"));

    private static final Note UNKNOWN = Note.quiet("Whose an unknown process is cannot be told from here:"
            + " it runs in another container or namespace of process ids, or has just ended.");

    private final GpuReading reading;
    private final long ownPid;

    /**
     * The holders in one reading.
     *
     * @param ownPid the pid of this kernel
     */
    GpuHolders(GpuReading reading, long ownPid) {
        this.reading = reading;
        this.ownPid = ownPid;
    }

    /** A table of the processes on these GPUs, the largest first, or a line that says that there are none. */
    List<Part> parts(List<Gpu> gpus) {
        List<List<Cell>> rows = new ArrayList<>();
        boolean allKnown = true;
        for (Gpu gpu : gpus) {
            for (GpuProcess process : bySize(gpu)) {
                Holder holder = holder(process);
                rows.add(row(gpu, process, holder));
                allKnown &= holder.known();
            }
        }
        if (rows.isEmpty()) {
            return List.of(Note.quiet("The driver names no process on " + (gpus.size() == 1 ? "it." : "them.")));
        }
        Table table = new Table("Who holds " + (gpus.size() == 1 ? "it" : "them"), COLUMNS, rows);
        return allKnown ? List.of(table.withoutEmptyColumns()) : List.of(table.withoutEmptyColumns(), UNKNOWN);
    }

    /** What this kernel itself holds on a GPU, where the driver tells. */
    Optional<GpuProcess> ownOn(Gpu gpu) {
        return bySize(gpu).stream()
                .filter(process -> process.pid() == ownPid && holder(process).known())
                .findFirst();
    }

    private List<GpuProcess> bySize(Gpu gpu) {
        return reading.inventory().processesOn(gpu).stream()
                .sorted(Comparator.comparingLong(
                        (GpuProcess process) -> -process.memoryBytes().orElse(0)))
                .toList();
    }

    private Holder holder(GpuProcess process) {
        return Holder.of(process, reading.owners());
    }

    private List<Cell> row(Gpu gpu, GpuProcess process, Holder holder) {
        return List.of(
                Cell.of(Integer.toString(gpu.index())),
                Cell.of(Long.toString(process.pid())),
                notebook(process, holder),
                Cell.of(holder.user()),
                holder.known() ? Cell.of(holder.program()) : Cell.quiet("unknown"),
                process.memoryBytes().isPresent()
                        ? Cell.of(Words.bytes(process.memoryBytes().getAsLong()))
                        : Cell.ABSENT,
                process.utilization().isPresent()
                        ? Cell.of(Unit.percent(process.utilization().getAsDouble()))
                        : Cell.ABSENT,
                Cell.quiet(use(process.type())));
    }

    private static String use(GpuProcess.Type type) {
        return switch (type) {
            case COMPUTE -> "compute";
            case GRAPHICS -> "graphics";
            case COMPUTE_AND_GRAPHICS -> "both";
        };
    }

    private Cell notebook(GpuProcess process, Holder holder) {
        boolean own = process.pid() == ownPid && holder.known();
        Optional<String> file = holder.notebook().map(path -> path.substring(path.lastIndexOf('/') + 1));
        if (own) {
            return Cell.of(file.map(name -> name + " (this kernel)").orElse("this kernel"));
        }
        return Cell.of(file);
    }
}
