package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a GPU is, what is wrong with it, and how it is divided. */
final class GpuDetails {

    private static final List<Column> COLUMNS = List.of(
            Column.text("GPU"),
            Column.text("Compute capability"),
            Column.number("Memory free"),
            Column.number("Memory clock"),
            Column.number("SMs busy"),
            Column.number("Warps"),
            Column.number("Tensor cores"),
            Column.number("Memory traffic"),
            Column.text("ECC errors"),
            Column.text("XID errors"),
            Column.text("PCIe"),
            Column.text("PCI bus"),
            Column.text("UUID"));

    private static final List<Column> MIG_COLUMNS =
            List.of(Column.text("GPU"), Column.text("Instance"), Column.number("Memory"), Column.text("UUID"));

    private final GpuValues values;

    GpuDetails(GpuValues values) {
        this.values = values;
    }

    Table of(List<Gpu> gpus) {
        return new Table("Details", COLUMNS, gpus.stream().map(this::row).toList()).withoutEmptyColumns();
    }

    /** The MIG instances of these GPUs; nothing where there are none. */
    Optional<Table> mig(List<Gpu> gpus) {
        List<List<Cell>> rows = new ArrayList<>();
        gpus.forEach(gpu -> gpu.mig().forEach(slice -> rows.add(row(gpu, slice))));
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table("MIG instances", MIG_COLUMNS, rows));
    }

    private List<Cell> row(Gpu gpu) {
        return List.of(
                Cell.of(Integer.toString(gpu.index())),
                capability(gpu),
                bytes(values.of(gpu, GpuMetric.MEMORY_FREE)),
                GpuSummary.clock(
                        values.of(gpu, GpuMetric.MEMORY_CLOCK), values.of(gpu, GpuMetric.MEMORY_MAXIMUM_CLOCK)),
                Words.share(values.of(gpu, GpuMetric.SM_ACTIVITY)),
                Words.share(values.of(gpu, GpuMetric.SM_OCCUPANCY)),
                Words.share(values.of(gpu, GpuMetric.TENSOR_ACTIVITY)),
                Words.of(values.of(gpu, GpuMetric.MEMORY_BANDWIDTH), Unit.BYTES_PER_SECOND),
                ecc(gpu),
                xid(values.xids(gpu)),
                pcie(gpu),
                Cell.of(gpu.pciBusId()),
                gpu.uuid().isEmpty() ? Cell.ABSENT : Cell.quiet(gpu.uuid()));
    }

    private static Cell capability(Gpu gpu) {
        String architecture = gpu.architecture().map(name -> " (" + name + ")").orElse("");
        return Cell.of(gpu.computeCapability().map(capability -> capability + architecture));
    }

    private List<Cell> row(Gpu gpu, MigInstance slice) {
        return List.of(
                Cell.of(Integer.toString(gpu.index())),
                Cell.of(slice.gpuInstanceId() + "/" + slice.computeInstanceId()),
                GpuSummary.memory(values.of(slice, GpuMetric.MEMORY_USED), values.of(slice, GpuMetric.MEMORY_TOTAL)),
                Cell.quiet(slice.uuid()));
    }

    /** {@code gen 4 ×16}, and what it could be where that is more. */
    private Cell pcie(Gpu gpu) {
        Optional<String> now = link(gpu, GpuMetric.PCIE_GENERATION, GpuMetric.PCIE_WIDTH);
        Optional<String> most = link(gpu, GpuMetric.PCIE_MAXIMUM_GENERATION, GpuMetric.PCIE_MAXIMUM_WIDTH);
        return now.map(link -> Cell.of(most.filter(max -> !max.equals(link))
                        .map(max -> link + " (can " + max + ")")
                        .orElse(link)))
                .orElse(Cell.ABSENT);
    }

    private Optional<String> link(Gpu gpu, GpuMetric generation, GpuMetric width) {
        OptionalDouble gen = values.of(gpu, generation);
        OptionalDouble lanes = values.of(gpu, width);
        return gen.isPresent() && lanes.isPresent()
                ? Optional.of("gen " + Math.round(gen.getAsDouble()) + " ×" + Math.round(lanes.getAsDouble()))
                : Optional.empty();
    }

    private Cell ecc(Gpu gpu) {
        OptionalDouble uncorrected = values.of(gpu, GpuMetric.MEMORY_ERROR_COUNT);
        OptionalDouble corrected = values.of(gpu, GpuMetric.ECC_CORRECTED);
        if (uncorrected.isEmpty() && corrected.isEmpty()) {
            return Cell.ABSENT;
        }
        List<String> words = Stream.of(
                        some(corrected, "corrected"),
                        some(uncorrected, "uncorrected"),
                        set(gpu, GpuMetric.REMAPPING_PENDING, "a row waits for a reset to be replaced"),
                        set(gpu, GpuMetric.REMAPPING_FAILED, "a row could not be replaced: needs service"))
                .flatMap(Optional::stream)
                .toList();
        boolean harmless = words.isEmpty() || (words.size() == 1 && words.get(0).endsWith(" corrected"));
        String text = words.isEmpty() ? "none" : String.join(", ", words);
        return harmless ? Cell.quiet(text) : Cell.warning(text);
    }

    private static Optional<String> some(OptionalDouble count, String words) {
        return count.isPresent() && count.getAsDouble() > 0
                ? Optional.of(Math.round(count.getAsDouble()) + " " + words)
                : Optional.empty();
    }

    private Optional<String> set(Gpu gpu, GpuMetric flag, String words) {
        return values.of(gpu, flag).orElse(0) > 0 ? Optional.of(words) : Optional.empty();
    }

    private static Cell xid(List<String> xids) {
        return xids.isEmpty() ? Cell.ABSENT : Cell.warning(String.join(", ", xids));
    }

    private static Cell bytes(OptionalDouble bytes) {
        return bytes.isPresent() ? Cell.of(Words.bytes((long) bytes.getAsDouble())) : Cell.ABSENT;
    }
}
