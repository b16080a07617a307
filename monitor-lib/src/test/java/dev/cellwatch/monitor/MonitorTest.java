package dev.cellwatch.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorTest {

    @Test
    void what_the_probes_read_stands_in_the_history() {
        try (Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off")));
                Lease lease = monitor.watch(Duration.ofSeconds(5))) {
            assertEquals(Duration.ofSeconds(1), lease.interval(), "peaks between two frames are not lost");
            await(monitor, Subject.JVM, JvmMetric.HEAP_USED);
            await(monitor, Subject.HOST, HostMetric.MEMORY_TOTAL);
        }
    }

    @Test
    void demo_gpus_go_the_way_of_real_ones() {
        try (Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo")));
                Lease lease = monitor.watch(Duration.ofSeconds(1))) {
            Subject second = Subject.of(Subject.Kind.GPU, "uuid", "GPU-00000000-0000-0000-0000-000000000001");
            await(monitor, second, GpuMetric.MEMORY_TOTAL);
            assertEquals(2, monitor.gpus().inventory().gpus().size());
            assertTrue(monitor.gpus().inventory().demo());
            assertEquals(Duration.ofSeconds(1), lease.interval());
        }
    }

    @Test
    void what_costs_more_is_read_where_it_is_wanted() throws InterruptedException {
        Subject first = Subject.of(Subject.Kind.GPU, "uuid", "GPU-00000000-0000-0000-0000-000000000000");
        for (String wanted : List.of("CELLWATCH_PCIE", "CELLWATCH_GPM")) {
            try (Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo", wanted, "on")));
                    Lease lease = monitor.watch(Duration.ofSeconds(1))) {
                assertEquals(Duration.ofSeconds(1), lease.interval());
                monitor.sampler().refresh(Duration.ofSeconds(10));
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                monitor.sampler().refresh(Duration.ofSeconds(10));
                List<Metric> read = monitor.history().metrics(first);
                assertEquals(wanted.equals("CELLWATCH_PCIE"), read.contains(GpuMetric.PCIE_SENT), wanted);
                assertEquals(wanted.equals("CELLWATCH_GPM"), read.contains(GpuMetric.SM_ACTIVITY), wanted);
            }
        }
    }

    @Test
    void gpus_that_are_switched_off_say_so_and_are_nobodys_failure() {
        try (Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off")))) {
            assertEquals(
                    Optional.of("GPU monitoring is switched off (CELLWATCH_GPU=off)."),
                    monitor.gpus().inventory().reason());
        }
    }

    private static void await(Monitor monitor, Subject subject, Metric metric) {
        while (true) {
            var value =
                    monitor.history().latest(subject, metric, monitor.clock().millis(), Duration.ofSeconds(10));
            if (value.isPresent()) {
                assertTrue(value.getAsDouble() > 1_000_000, metric.id() + " = " + value);
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
