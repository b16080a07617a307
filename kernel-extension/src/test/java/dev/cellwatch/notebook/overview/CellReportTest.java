package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.measure.AccountedPeak;
import dev.cellwatch.monitor.measure.Bottleneck;
import dev.cellwatch.monitor.measure.Energy;
import dev.cellwatch.monitor.measure.GarbageUse;
import dev.cellwatch.monitor.measure.GpuUse;
import dev.cellwatch.monitor.measure.JvmUse;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.MemoryUse;
import dev.cellwatch.monitor.measure.Shares;
import dev.cellwatch.monitor.measure.Verdict;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.display.Bundle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CellReportTest {

    private static final double GIB = 1L << 30;
    private static final MemoryUse UNKNOWN =
            new MemoryUse(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    private static MemoryUse memory(double before, double peak, double after) {
        return new MemoryUse(OptionalDouble.of(before), OptionalDouble.of(peak), OptionalDouble.of(after));
    }

    private static GpuUse gpu(Optional<Energy> energy, boolean shared) {
        return gpu("1", Optional.empty(), energy, shared);
    }

    private static GpuUse gpu(String index, Optional<AccountedPeak> peak, Optional<Energy> energy, boolean shared) {
        return new GpuUse(
                new Subject(Subject.Kind.GPU, "GPU-a", Map.of("gpu", index, "uuid", "GPU-a")),
                OptionalDouble.of(0.31),
                OptionalDouble.of(0.88),
                memory(GIB, 12.5 * GIB, 3 * GIB),
                peak,
                energy,
                Map.of(ThrottleReason.POWER_CAP, 12.0, ThrottleReason.SOFTWARE_THERMAL, 0.5),
                shared);
    }

    private static Measured measured(double seconds, JvmUse jvm, List<GpuUse> gpus) {
        Verdict verdict = new Verdict(
                Bottleneck.HOST,
                "a kernel ran on the GPU 31 % of the time; without one, this process computed 65 %",
                new Shares(0.31, 0, 0, 0.65, 0, 0.04),
                List.of("PCIe traffic was not measured."));
        GarbageUse garbage = new GarbageUse(12, 0.8, 0.12, OptionalDouble.of(0.3));
        return new Measured(0, 62_300, seconds, Duration.ofMillis(500), jvm, garbage, gpus, verdict);
    }

    private static JvmUse jvm() {
        return new JvmUse(
                OptionalDouble.of(71.2),
                memory(0.2 * GIB, 1.5 * GIB, 0.1 * GIB),
                memory(GIB, GIB, GIB),
                memory(GIB, 3 * GIB, 2 * GIB),
                OptionalDouble.of(2 * GIB),
                OptionalDouble.of(0));
    }

    private static String text(CellReport report) {
        return String.valueOf(report.sheet(true).bundle().data().get(Bundle.TEXT));
    }

    @Test
    void the_report_of_a_cell_reads_well_in_a_terminal() {
        Energy energy = new Energy(12_345, 70, Energy.Source.COUNTER);
        Measured cell = measured(62.3, jvm(), List.of(gpu(Optional.of(energy), true)));
        assertEquals(
                """
                epoch 1: 62 s
                Bottleneck          host-bound: a kernel ran on the GPU 31 % of the time; without one, this process computed 65 %
                CPU time            71 s, 1.14 CPUs on average
                Garbage collection  12 collections, 800 ms of pauses, the longest 120 ms, the GPU idle meanwhile for at most 300 ms
                Heap                peak 1.5 GiB, afterwards 102.4 MiB less than before
                Direct buffers      peak 1.0 GiB, afterwards as before
                Whole kernel        peak 3.0 GiB, afterwards 1.0 GiB more than before
                Storage             2.0 GiB read, 0 B written

                GPU        Busy  GPU time  Busiest  Memory before      Peak  Left over                    Energy  Clocks held down
                1, shared  31 %      19 s     88 %        1.0 GiB  12.5 GiB    2.0 GiB  12.3 kJ ± 70 J (3.43 Wh)  12 s by power limit, 500 ms by heat (driver)

                PCIe traffic was not measured.
                Read every 0.5 s, and what the kernel holds outside its heap every 5 s: a shorter peak is not seen. GPU numbers are those of the whole GPU, and others work on it; its energy is from the GPU's own counter.
                """.strip(),
                text(new CellReport(cell, Optional.of("epoch 1"), false)).strip());
    }

    @Test
    void what_is_not_known_is_not_there_and_a_short_cells_energy_is_below_resolution() {
        JvmUse bare = new JvmUse(
                OptionalDouble.empty(), UNKNOWN, UNKNOWN, UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty());
        String report = text(
                new CellReport(measured(0.4, bare, List.of(gpu(Optional.empty(), false))), Optional.empty(), false));
        assertTrue(report.startsWith("400 ms\n"), report);
        assertTrue(report.contains("below resolution"), report);
        for (String absent : List.of("own peak", "CPU time", "Heap", "Storage", "null", "NaN")) {
            assertFalse(report.contains(absent), absent);
        }
    }

    @Test
    void the_peak_of_this_process_is_told_where_the_driver_counts_it() {
        AccountedPeak reached = new AccountedPeak(12_992_276_071L, true);
        AccountedPeak bound = new AccountedPeak(3L << 30, false);
        List<GpuUse> gpus = List.of(
                gpu("0", Optional.of(reached), Optional.empty(), false),
                gpu("1", Optional.of(bound), Optional.empty(), false),
                gpu(Optional.empty(), false));
        String report = text(new CellReport(measured(5, jvm(), gpus), Optional.empty(), false));
        String said = "\nThis process's own peak, by the driver's accounting:"
                + " GPU 0 12.1 GiB; GPU 1 at most 3.0 GiB, which it reached before.\n";
        assertTrue(report.contains(said), report);
    }

    @Test
    void without_a_gpu_nothing_is_said_of_any() {
        String report = text(new CellReport(measured(5, jvm(), List.of()), Optional.empty(), true));
        assertFalse(report.contains("Energy") || report.contains("DEMO"), report);
    }

    @Test
    void a_cell_that_failed_and_gpus_that_are_made_up_are_told() {
        CellReport report =
                new CellReport(measured(5, jvm(), List.of(gpu(Optional.empty(), false))), Optional.of("a <b>"), true);
        String text = String.valueOf(report.sheet(false).bundle().data().get(Bundle.TEXT));
        assertTrue(text.startsWith("a <b>: failed after 5 s"), text);
        assertTrue(text.contains("DEMO: these GPUs are made up"), text);
        String html = String.valueOf(report.sheet(false).bundle().data().get(Bundle.HTML));
        assertTrue(html.contains("a &lt;b&gt;"), html);
    }
}
