package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.memory.MemoryCleanup;
import dev.cellwatch.notebook.memory.MemoryReading;
import dev.cellwatch.notebook.memory.Release;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CleanupOverviewTest {

    private static final long MIB = 1L << 20;
    private static final long OWN_PID = 4711;
    private static final MemoryCleanup.Report NOTHING = new MemoryCleanup.Report(
            new MemoryReading(5 * MIB, 0, OptionalLong.empty()),
            new MemoryReading(6 * MIB, 0, OptionalLong.empty()),
            false,
            List.of());

    private final Gpu gpu = new Gpu(
            0,
            "GPU-a",
            "H100",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            GpuMemory.OWN,
            List.of(),
            Optional.empty());

    @Test
    void what_was_freed_and_what_was_not_reads_well_in_a_terminal() {
        GpuReading before = reading(9000, process(99, 1000), process(OWN_PID, 8000));
        GpuReading after = reading(3000, process(99, 1000), process(OWN_PID, 2000));
        MemoryCleanup.Report report = new MemoryCleanup.Report(
                new MemoryReading(300 * MIB, 64 * MIB, OptionalLong.of(900 * MIB)),
                new MemoryReading(100 * MIB, 0, OptionalLong.of(500 * MIB)),
                true,
                List.of(new Release("DJL (PyTorch)", List.of("3 managers."), List.of("1 array."))));
        assertEquals("""
                                                       Before      After      Freed
                GPU 0, all processes                  8.8 GiB    2.9 GiB    5.9 GiB
                Java heap                           300.0 MiB  100.0 MiB  200.0 MiB
                Direct buffers                       64.0 MiB        0 B   64.0 MiB
                Whole kernel, native libraries too  900.0 MiB  500.0 MiB  400.0 MiB

                DJL (PyTorch), freed: 3 managers.
                DJL (PyTorch), not freed: 1 array.
                Not freed: this kernel still holds 2.0 GiB on GPU 0. Its CUDA context, and what is in use, stay until the kernel restarts.
                Memory of other processes cannot be freed from here; only they, or their end, can do that.

                Who holds it
                GPU   PID  Notebook                   User  Program      Memory  For
                0    4711  train.ipynb (this kernel)  ada   java        2.0 GiB  compute
                0      99  llm.ipynb                  ada   python   1000.0 MiB  compute""", text(new CleanupOverview(before, after, OWN_PID).of(report)));
    }

    @Test
    void without_a_gpu_the_kernel_is_cleaned_all_the_same() {
        GpuInventory none = new GpuInventory(
                Optional.empty(), Optional.empty(), Optional.of("No driver."), List.of(), List.of(), false);
        GpuReading reading = new GpuReading(
                none,
                new GpuValues(new History(), Duration.ofSeconds(1), 0),
                pid -> ProcessOwner.UNKNOWN,
                Optional.empty());
        String text = text(new CleanupOverview(reading, reading, OWN_PID).of(NOTHING));
        assertTrue(text.contains("Java heap                           5.0 MiB  6.0 MiB  grew by 1.0 MiB"), text);
        assertTrue(text.endsWith("No driver."), text);
    }

    @Test
    void a_jvm_that_does_not_collect_is_said_so() {
        GpuReading reading = reading(1);
        String text = text(new CleanupOverview(reading, reading, OWN_PID).of(NOTHING));
        assertTrue(text.contains("This JVM did not collect garbage when asked (-XX:+DisableExplicitGC)"), text);
    }

    private GpuReading reading(long usedMib, GpuProcess... processes) {
        History history = new History();
        history.accept(Sample.at(1000, new Subject(Subject.Kind.GPU, "GPU-a", Map.of()))
                .put(GpuMetric.MEMORY_USED, (double) usedMib * MIB)
                .build());
        GpuInventory inventory = new GpuInventory(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(gpu), List.of(processes), false);
        return new GpuReading(
                inventory,
                new GpuValues(history, Duration.ofSeconds(1), 1000),
                CleanupOverviewTest::owner,
                Optional.empty());
    }

    private static ProcessOwner owner(long pid) {
        boolean own = pid == OWN_PID;
        return new ProcessOwner(
                Optional.of(own ? "train.ipynb" : "llm.ipynb"),
                Optional.of("ada"),
                Optional.of(own ? "java" : "python"));
    }

    private static GpuProcess process(long pid, long mib) {
        return new GpuProcess(
                "GPU-a",
                pid,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(mib * MIB),
                OptionalDouble.empty(),
                GpuProcess.Type.COMPUTE);
    }

    private static String text(dev.cellwatch.notebook.table.Sheet sheet) {
        return String.valueOf(sheet.bundle().data().get(Bundle.TEXT));
    }
}
