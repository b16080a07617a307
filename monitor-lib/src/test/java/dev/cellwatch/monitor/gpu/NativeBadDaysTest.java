package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Older, poorer and broken native libraries, through the real mapping. */
class NativeBadDaysTest {

    @TempDir
    Path folder;

    private static Reads reads(NativeFake fake) {
        return new Reads(fake.source(), GpuExtra.PCIE_TRAFFIC);
    }

    @Test
    void a_library_without_a_symbol_of_the_fast_tier_still_gives_the_rest() {
        Reads reads = reads(NativeFake.in(folder, "-DLACKS_POWER", "-DLACKS_MEMORY_V2"));
        assertEquals(Optional.empty(), reads.tick());
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.POWER_USAGE));
        assertEquals(OptionalDouble.of(0.5), reads.value(GpuMetric.UTILIZATION));
        assertEquals(
                OptionalDouble.of(((1L << 30) + (600L << 20))),
                reads.value(GpuMetric.MEMORY_USED),
                "the first call counts the reserve as used");
    }

    @Test
    void each_process_layout_is_read_right() {
        for (String flag : List.of("-DPROCESSES=3", "-DEARLY_535", "-DPROCESSES=2", "-DPROCESSES=1")) {
            Path own = folder.resolve(flag);
            assertTrue(own.toFile().mkdir());
            Reads reads = reads(
                    NativeFake.in(own, flag).configured("process 1 4000001 1073741824 40", "process 1 4000002 -1 0"));
            reads.tick();
            List<GpuProcess> listed = reads.probe().inventory().processes();
            assertEquals(
                    List.of(4_000_001L, 4_000_002L),
                    listed.stream().map(GpuProcess::pid).toList(),
                    flag);
            assertEquals(OptionalLong.of(1L << 30), listed.get(0).memoryBytes(), flag);
            assertEquals(OptionalLong.empty(), listed.get(1).memoryBytes(), flag);
            assertEquals(OptionalDouble.of(2), reads.value(1, GpuMetric.PROCESS_COUNT), flag);
        }
    }

    @Test
    void more_processes_than_anybody_expects_are_all_listed() {
        String[] lines = new String[60];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "process 0 " + (4_000_000 + i) + " 1000 0";
        }
        Reads reads = reads(NativeFake.in(folder).configured(lines));
        reads.tick();
        assertEquals(60, reads.probe().inventory().processes().size());
    }

    @Test
    void mig_instances_have_memory_and_a_gap_hides_none() {
        Reads reads = reads(NativeFake.in(folder).configured("gpus 1", "mig 0 1", "mig 0 4"));
        reads.tick();
        assertEquals(
                List.of(
                        new MigInstance("MIG-fa4e0000-0000-0000-0000-000000000001", 8, 0),
                        new MigInstance("MIG-fa4e0000-0000-0000-0000-000000000004", 11, 0)),
                reads.probe().inventory().gpus().get(0).mig());
        Sample slice = reads.of(Subject.Kind.GPU_INSTANCE).get(1);
        assertEquals(OptionalDouble.of((1L << 30) + 1), slice.get(GpuMetric.MEMORY_USED));
        assertEquals("0", slice.subject().label("gpu"));
    }

    @Test
    void a_process_on_an_instance_is_told_there_and_not_for_the_whole_gpu_as_well() {
        Reads reads = reads(NativeFake.in(folder)
                .configured("gpus 1", "mig 0 1", "mig 0 4", "process 0 4000001 1000 0 4", "process 0 4000002 2000 0"));
        reads.tick();
        assertEquals(
                List.of(
                        "4000001 on MIG-fa4e0000-0000-0000-0000-000000000004",
                        "4000002 on GPU-fa4e0000-0000-0000-0000-000000000000"),
                reads.probe().inventory().processes().stream()
                        .map(process -> process.pid() + " on " + process.uuid())
                        .toList());
    }

    @Test
    void xid_errors_are_heard() {
        Reads reads = reads(NativeFake.in(folder).configured("xid 1 79"));
        reads.tick();
        Sample xid = reads.of(Subject.Kind.GPU_XID).get(0);
        assertEquals("79", xid.subject().label("xid"));
        assertEquals("GPU-fa4e0000-0000-0000-0000-000000000001", xid.subject().label("uuid"));
        assertEquals(OptionalDouble.of(1), xid.get(GpuMetric.XID_ERRORS));
        assertEquals(OptionalDouble.of(1), reads.value(1, GpuMetric.ERROR_COUNT));
        assertEquals(OptionalDouble.of(0), reads.value(0, GpuMetric.ERROR_COUNT));
    }

    @Test
    void garbage_from_the_library_is_absent() {
        Reads reads = reads(NativeFake.in(folder).configured("garbage"));
        reads.tick();
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.UTILIZATION));
        assertEquals(OptionalDouble.empty(), reads.value(GpuMetric.MEMORY_USED));
        assertTrue(reads.value(GpuMetric.MEMORY_TOTAL).isPresent());
    }

    @Test
    void a_gpu_that_is_lost_and_back_is_read_again_through_new_handles() {
        NativeFake fake = NativeFake.in(folder).configured("return nvmlDeviceGetPowerUsage#1 15");
        Reads reads = reads(fake);
        reads.tick();
        assertEquals(1, reads.gpus().size());
        fake.configured("gpus 2");
        reads.tick();
        assertEquals(2, reads.gpus().size());
    }

    @Test
    void return_codes_of_a_library_without_a_driver_are_sentences() {
        assertEquals(
                Optional.of("NVIDIA's library is installed, but its driver is not loaded:"
                        + " see what nvidia-smi says, or reboot."),
                reads(NativeFake.in(folder).configured("return nvmlInit_v2 9")).tick());
    }

    @Test
    void a_file_that_is_no_library_is_said_to_be_none() throws IOException {
        Path text = Files.writeString(folder.resolve("libnvidia-ml.so.1"), "not a library");
        Reads reads = new Reads(NvmlSource.driver(Optional.of(text.toString())));
        assertEquals(
                Optional.of("CELLWATCH_NVML_LIBRARY names " + text + ", which is not a library that loads here."),
                reads.tick());
    }
}
