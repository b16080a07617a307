package dev.cellwatch.notebook.magic;

import dev.cellwatch.notebook.memory.MemoryCleanup;
import dev.cellwatch.notebook.overview.CleanupOverview;
import dev.cellwatch.notebook.overview.GpuReading;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code %clear_gpu}. */
@Command(
        description = "Frees GPU and native memory that no variable can reach any more,"
                + " and says what it could not free and who holds it.")
final class ClearGpuCommand implements Runnable {

    private final MagicContext context;

    ClearGpuCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        GpuReadings readings = new GpuReadings(context.monitor().get());
        GpuReading before = readings.take();
        ClassLoader notebook = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(ClearGpuCommand.class::getClassLoader);
        MemoryCleanup.Report report = MemoryCleanup.of(notebook).run(notebook);
        GpuReading after = readings.takeNext();
        CleanupOverview overview =
                new CleanupOverview(before, after, ProcessHandle.current().pid());
        context.display().show(overview.of(report).bundle());
    }
}
