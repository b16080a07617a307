package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.notebook.memory.MemoryReading;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The part of {@code %system} that tells of this kernel itself. */
public final class KernelOverview {

    private KernelOverview() {}

    /**
     * What the kernel holds.
     *
     * @param pid its process id
     * @param maxHeap the size up to which its heap may grow
     */
    public static Table of(long pid, MemoryReading memory, long maxHeap) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(fact("Java heap", Words.filled(memory.heap(), maxHeap)));
        rows.add(fact("Direct buffers", Cell.of(Words.bytes(memory.direct()))));
        if (memory.resident().isPresent()) {
            rows.add(fact("Whole process", Cell.of(Words.bytes(memory.resident().getAsLong()))));
        }
        return Table.facts("This kernel (pid " + pid + ")", rows);
    }
}
