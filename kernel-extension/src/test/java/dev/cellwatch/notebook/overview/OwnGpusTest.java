package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OwnGpusTest {

    private static final Gpu ONE = gpu(0, "GPU-a");
    private static final Gpu TWO = gpu(1, "GPU-b");

    private static Gpu gpu(int index, String uuid) {
        Optional<String> none = Optional.empty();
        return new Gpu(index, uuid, "GPU", none, none, none, GpuMemory.OWN, List.of(), none);
    }

    private static GpuProcess process(Gpu gpu, long pid) {
        return new GpuProcess(
                gpu.uuid(),
                pid,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                GpuProcess.Type.COMPUTE);
    }

    private static List<Boolean> own(List<GpuProcess> processes, long... known) {
        Optional<String> none = Optional.empty();
        GpuInventory inventory = new GpuInventory(none, none, none, List.of(ONE, TWO), processes, false);
        List<Long> pids = Arrays.stream(known).boxed().toList();
        OwnGpus own = new OwnGpus(
                () -> inventory,
                pid -> pids.contains(pid)
                        ? new ProcessOwner(none, Optional.of("somebody"), Optional.of("java"))
                        : ProcessOwner.UNKNOWN,
                42);
        return List.of(ONE, TWO).stream()
                .map(gpu -> own.test(new Subject(Subject.Kind.GPU, gpu.uuid(), Map.of("uuid", gpu.uuid()))))
                .toList();
    }

    @Test
    void the_gpus_of_this_kernel_are_those_on_which_the_driver_names_it() {
        assertEquals(List.of(false, true), own(List.of(process(ONE, 7), process(TWO, 42)), 7, 42));
        assertEquals(List.of(false, false), own(List.of(process(ONE, 7), process(TWO, 8)), 7, 8));
    }

    @Test
    void where_nobody_can_be_named_a_gpu_may_be_ours() {
        assertEquals(List.of(true, true), own(List.of()));
        assertEquals(List.of(true, false), own(List.of(process(ONE, 900), process(TWO, 8)), 8));
        assertFalse(own(List.of(process(ONE, 42)), 42).get(1));
    }
}
