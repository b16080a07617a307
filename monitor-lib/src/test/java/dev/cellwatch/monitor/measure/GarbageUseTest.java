package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.jvm.GcPauses.Pause;
import dev.cellwatch.monitor.metric.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GarbageUseTest {

    private final Track gpu = new Track(List.of(GpuMetric.UTILIZATION));

    /** A second, from 0 on, in which the GPU was busy for that share. */
    private void second(int number, double busy) {
        gpu.add(Sample.at(number * 1000L, Played.GPU)
                .put(GpuMetric.UTILIZATION, busy)
                .build());
    }

    private double idle(Pause... pauses) {
        return GarbageUse.idle(Optional.of(gpu), List.of(pauses)).orElseThrow();
    }

    @Test
    void a_gpu_was_idle_with_a_pause_for_no_longer_than_either_of_them() {
        gpu.begin(0);
        second(1, 1);
        second(2, 0.9);
        second(3, 0.2);
        assertEquals(0, idle(), "no pause");
        assertEquals(0, idle(new Pause(100, 700)), 1e-9, "it worked on meanwhile");
        assertEquals(0.1, idle(new Pause(1_100, 1_700)), 1e-9, "it was idle for a tenth of that second");
        assertEquals(0.3, idle(new Pause(2_100, 2_400)), 1e-9, "the pause was shorter than the time that it was idle");
        assertEquals(0.1 + 0.5, idle(new Pause(1_500, 2_500)), 1e-9, "a pause across two readings");
        assertEquals(0.5, idle(new Pause(2_000, 2_200), new Pause(2_300, 2_600)), 1e-9);
        assertEquals(0, idle(new Pause(5_000, 6_000)), 1e-9, "afterwards");
    }

    @Test
    void without_a_gpu_that_tells_nothing_is_said() {
        assertEquals(OptionalDouble.empty(), GarbageUse.idle(Optional.empty(), List.of(new Pause(0, 10))));
        gpu.begin(0);
        assertEquals(OptionalDouble.empty(), GarbageUse.idle(Optional.of(gpu), List.of(new Pause(0, 10))));
    }
}
