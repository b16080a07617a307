package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.notebook.memory.MemoryReading;
import dev.cellwatch.notebook.overview.GpuReading;
import dev.cellwatch.notebook.overview.GpuSummary;
import dev.cellwatch.notebook.overview.HostOverview;
import dev.cellwatch.notebook.overview.KernelOverview;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code %system}. */
@Command(description = "This machine: system, processor, memory, disks, networks, and the GPUs in a line each.")
final class SystemCommand implements Runnable {

    private final MagicContext context;

    SystemCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        Monitor monitor = context.monitor().get();
        List<Part> parts = new ArrayList<>(new HostOverview(monitor.host().details(), ZoneId.systemDefault()).parts());
        long pid = ProcessHandle.current().pid();
        parts.add(
                KernelOverview.of(pid, MemoryReading.now(), Runtime.getRuntime().maxMemory()));
        parts.addAll(gpus(new GpuReadings(monitor).take()));
        context.display().show(new Sheet(parts).bundle());
    }

    private static List<Part> gpus(GpuReading reading) {
        if (reading.gpus().isEmpty()) {
            return List.of(Note.quiet(reading.inventory().reason().orElse("The driver counts no GPU.")));
        }
        Part table = new GpuSummary(reading.values()).of(reading.gpus());
        return reading.inventory().demo() ? List.of(Note.of("DEMO: these GPUs are made up."), table) : List.of(table);
    }
}
