package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.table.Sheet;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class GpuOverviewTest {

    private static final long NOW = 1_772_000_000_000L;
    private static final double GIB = 1L << 30;
    private static final long OWN_PID = 4711;
    private static final int IDLE = 0b1;
    private static final int POWER_CAP_AND_HEAT = 0b100100;

    private static final Gpu BUSY = gpu(0, "GPU-aaaa", "NVIDIA H100 80GB HBM3", List.of());
    private static final Gpu RESTING = gpu(1, "GPU-bbbb", "NVIDIA H100 80GB HBM3", List.of());

    private final History history = new History();

    @Test
    void every_gpu_and_who_holds_it_reads_well_in_a_terminal() {
        busy(NOW);
        history.accept(Sample.at(NOW, subject(RESTING))
                .put(GpuMetric.UTILIZATION, 0)
                .put(GpuMetric.MEMORY_USED, GIB / 2)
                .put(GpuMetric.MEMORY_TOTAL, 80 * GIB)
                .put(GpuMetric.THROTTLE_REASONS, IDLE)
                .build());
        LongFunction<ProcessOwner> owners = Map.of(
                OWN_PID, owner("work/train.ipynb", "ada", "java"), 99L, owner("py/llm.ipynb", "ada", "python"))::get;
        List<GpuProcess> processes = List.of(
                process("GPU-aaaa", 99, OptionalLong.of(2L << 30), OptionalDouble.empty()),
                process("GPU-aaaa", OWN_PID, OptionalLong.of(40L << 30), OptionalDouble.of(0.87)));
        assertEquals("""
                2 GPUs · driver 570.86.15 · CUDA up to 12.8

                GPU  Name                    Use                 Memory   Temp         Power   Fan          SM clock  State  Held back by
                0    NVIDIA H100 80GB HBM3  87 %       61.2 of 80.0 GiB  88 °C  690 of 700 W  55 %  1.41 of 1.98 GHz  P0     power limit, heat (driver)
                1    NVIDIA H100 80GB HBM3   0 %  512.0 MiB of 80.0 GiB      –             –     –                 –  –      idle

                Who holds them
                GPU   PID  Notebook                   User  Program    Memory   Use  For
                0    4711  train.ipynb (this kernel)  ada   java     40.0 GiB  87 %  compute
                0      99  llm.ipynb                  ada   python    2.0 GiB     –  compute

                Details
                GPU  Compute capability  Memory free  Memory clock  ECC errors                  XID errors         PCIe                      PCI bus           UUID
                0    9.0 (Hopper)           18.0 GiB      2.62 GHz  3 corrected, 1 uncorrected  31 ×2 (program's)  gen 4 ×8 (can gen 5 ×16)  00000000:3B:00.0  GPU-aaaa
                1    9.0 (Hopper)                  –             –  –                           –                  –                         00000000:3B:00.0  GPU-bbbb""", text(of(inventory(processes), owners, Optional.empty())));
    }

    @Test
    void what_its_parts_are_busy_with_is_told_where_it_is_counted() {
        history.accept(Sample.at(NOW, subject(BUSY))
                .put(GpuMetric.SM_ACTIVITY, 0.88)
                .put(GpuMetric.SM_OCCUPANCY, 0.305)
                .put(GpuMetric.TENSOR_ACTIVITY, 0.41)
                .put(GpuMetric.MEMORY_BANDWIDTH, 1_408e9)
                .build());
        String text = text(of(inventory(List.of()), pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(text.contains("SMs busy  Warps  Tensor cores  Memory traffic"), text);
        assertTrue(text.contains("88 %   31 %          41 %       1.3 TiB/s"), text);
    }

    @Test
    void whose_a_process_is_that_cannot_be_told_is_unknown_and_never_guessed() {
        GpuProcess foreign = new GpuProcess(
                "GPU-aaaa",
                OWN_PID,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                GpuProcess.Type.GRAPHICS);
        String text = text(of(inventory(List.of(foreign)), pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(text.contains("4711  unknown  graphics"), text);
        assertTrue(text.contains("another container or namespace of process ids"), text);
        assertFalse(text.contains("this kernel"), "the same number is not the same process there");
    }

    @Test
    void no_gpu_is_one_sentence_and_where_to_look_instead() {
        String reason = "There is no NVIDIA driver here.";
        GpuInventory none =
                new GpuInventory(Optional.empty(), Optional.empty(), Optional.of(reason), List.of(), List.of(), false);
        assertEquals(
                reason + "\nHost and JVM are watched all the same: %system, %processes, %live_monitor.",
                text(of(none, pid -> ProcessOwner.UNKNOWN, Optional.empty())));
    }

    @Test
    void a_driver_that_hangs_is_told_with_the_time_and_old_values_are_left_out() {
        busy(NOW - 75_000);
        ProbeHealth stuck =
                new ProbeHealth("gpu", false, 0.01, Optional.empty(), Optional.empty(), Optional.of(NOW - 75_000));
        String text = text(of(inventory(List.of()), pid -> ProcessOwner.UNKNOWN, Optional.of(stuck)));
        assertTrue(
                text.startsWith(
                        "The NVIDIA driver has been stuck since 06:12:05: a call has not come back for 1 min 15 s."),
                text);
        assertFalse(text.contains("87 %"), text);
    }

    @Test
    void demo_gpus_are_labelled_as_made_up() {
        GpuInventory demo = new GpuInventory(
                Optional.of("demo"), Optional.of("12.8"), Optional.empty(), List.of(BUSY), List.of(), true);
        String text = text(of(demo, pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(text.startsWith("DEMO: these GPUs are made up · 1 GPU · CUDA up to 12.8"), text);
    }

    @Test
    void mig_instances_stand_below_their_gpu() {
        Gpu divided = gpu(0, "GPU-aaaa", "NVIDIA A100", List.of(new MigInstance("MIG-1", 3, 0)));
        history.accept(Sample.at(NOW, new Subject(Subject.Kind.GPU_INSTANCE, "MIG-1", Map.of()))
                .put(GpuMetric.MEMORY_USED, 2 * GIB)
                .put(GpuMetric.MEMORY_TOTAL, 10 * GIB)
                .build());
        GpuInventory inventory = new GpuInventory(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(divided), List.of(), false);
        String text = text(of(inventory, pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(text.contains("0    3/0       2.0 of 10.0 GiB  MIG-1"), text);
    }

    @Test
    void a_gpu_without_memory_of_its_own_shows_the_machines() {
        Optional<String> none = Optional.empty();
        Gpu spark = new Gpu(0, "GPU-s", "NVIDIA GB10", none, none, none, GpuMemory.SHARED, List.of(), none);
        GpuInventory inventory = new GpuInventory(none, none, none, List.of(spark), List.of(), false);
        history.accept(
                Sample.at(NOW, subject(spark)).put(GpuMetric.UTILIZATION, 0.5).build());
        String unread = text(of(inventory, pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(unread.contains("the machine's\n") || unread.contains("the machine's "), unread);
        history.accept(Sample.at(NOW, Subject.HOST)
                .put(HostMetric.MEMORY_USED, 36.3 * GIB)
                .put(HostMetric.MEMORY_TOTAL, 119.7 * GIB)
                .build());
        String text = text(of(inventory, pid -> ProcessOwner.UNKNOWN, Optional.empty()));
        assertTrue(text.contains("the machine's: 36.3 of 119.7 GiB"), text);
        assertTrue(text.contains("GPU 0: it has no memory of its own and uses the machine's."), text);
    }

    @Test
    void a_gpu_under_an_old_driver_says_what_its_memory_counts() {
        Optional<String> none = Optional.empty();
        Gpu old = new Gpu(0, "GPU-o", "Tesla K80", none, none, none, GpuMemory.OWN_WITH_RESERVE, List.of(), none);
        GpuInventory inventory = new GpuInventory(none, none, none, List.of(old), List.of(), false);
        assertTrue(text(of(inventory, pid -> ProcessOwner.UNKNOWN, Optional.empty()))
                .contains("GPU 0: the memory in use counts what the driver keeps for itself, too"));
    }

    @Test
    void a_gpu_that_fails_says_why() {
        Gpu lost = new Gpu(
                1,
                "",
                "GPU 1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                GpuMemory.OWN,
                List.of(),
                Optional.of("It fell off the bus."));
        GpuInventory inventory = new GpuInventory(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(BUSY, lost), List.of(), false);
        assertTrue(text(of(inventory, pid -> ProcessOwner.UNKNOWN, Optional.empty()))
                .contains("GPU 1: It fell off the bus."));
    }

    private void busy(long time) {
        history.accept(Sample.at(time, subject(BUSY))
                .put(GpuMetric.UTILIZATION, 0.87)
                .put(GpuMetric.MEMORY_USED, 61.2 * GIB)
                .put(GpuMetric.MEMORY_TOTAL, 80 * GIB)
                .put(GpuMetric.MEMORY_FREE, 18 * GIB)
                .put(GpuMetric.TEMPERATURE, 88)
                .put(GpuMetric.MAXIMUM_TEMPERATURE, 87)
                .put(GpuMetric.POWER_USAGE, 690)
                .put(GpuMetric.POWER_ENFORCED_LIMIT, 700)
                .put(GpuMetric.FAN_SPEED, 0.55)
                .put(GpuMetric.SM_CLOCK, 1.41e9)
                .put(GpuMetric.SM_MAXIMUM_CLOCK, 1.98e9)
                .put(GpuMetric.MEMORY_CLOCK, 2.619e9)
                .put(GpuMetric.PERFORMANCE_STATE, 0)
                .put(GpuMetric.THROTTLE_REASONS, POWER_CAP_AND_HEAT)
                .put(GpuMetric.PCIE_GENERATION, 4)
                .put(GpuMetric.PCIE_WIDTH, 8)
                .put(GpuMetric.PCIE_MAXIMUM_GENERATION, 5)
                .put(GpuMetric.PCIE_MAXIMUM_WIDTH, 16)
                .put(GpuMetric.ECC_CORRECTED, 3)
                .put(GpuMetric.MEMORY_ERROR_COUNT, 1)
                .build());
        Subject xid = new Subject(Subject.Kind.GPU_XID, "GPU-aaaa/31", Map.of("uuid", "GPU-aaaa", "xid", "31"));
        history.accept(Sample.at(time, xid).put(GpuMetric.XID_ERRORS, 2).build());
    }

    private Sheet of(GpuInventory inventory, LongFunction<ProcessOwner> owners, Optional<ProbeHealth> health) {
        GpuReading reading =
                new GpuReading(inventory, new GpuValues(history, Duration.ofSeconds(1), NOW), owners, health);
        return new GpuOverview(reading, OWN_PID, ZoneOffset.UTC).of(inventory.gpus());
    }

    private static GpuInventory inventory(List<GpuProcess> processes) {
        return new GpuInventory(
                Optional.of("570.86.15"),
                Optional.of("12.8"),
                Optional.empty(),
                List.of(BUSY, RESTING),
                processes,
                false);
    }

    private static Gpu gpu(int index, String uuid, String name, List<MigInstance> mig) {
        return new Gpu(
                index,
                uuid,
                name,
                Optional.of("00000000:3B:00.0"),
                Optional.of("9.0"),
                Optional.of("Hopper"),
                GpuMemory.OWN,
                mig,
                Optional.empty());
    }

    private static Subject subject(Gpu gpu) {
        return new Subject(Subject.Kind.GPU, gpu.uuid(), Map.of());
    }

    private static ProcessOwner owner(String notebook, String user, String program) {
        return new ProcessOwner(Optional.of(notebook), Optional.of(user), Optional.of(program));
    }

    private static GpuProcess process(String uuid, long pid, OptionalLong memory, OptionalDouble use) {
        return new GpuProcess(
                uuid, pid, Optional.empty(), Optional.empty(), Optional.empty(), memory, use, GpuProcess.Type.COMPUTE);
    }

    private static String text(Sheet sheet) {
        return String.valueOf(sheet.bundle().data().get(Bundle.TEXT));
    }
}
