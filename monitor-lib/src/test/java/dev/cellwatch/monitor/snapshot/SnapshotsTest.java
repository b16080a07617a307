package dev.cellwatch.monitor.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SetClock clock = new SetClock();
    private final History history = new History();
    private GpuInventory inventory = gpus();
    private final Snapshots snapshots = new Snapshots(history, () -> inventory, clock);

    private void sample(Subject subject, Map<HostMetric, Double> values) {
        Sample.Builder sample = Sample.at(clock.millis(), subject);
        values.forEach(sample::put);
        history.accept(sample.build());
    }

    private void host() {
        Sample.Builder host = Sample.at(clock.millis(), Subject.HOST)
                .put(HostMetric.CPU_USAGE, 0.12345)
                .put(HostMetric.CPU_COUNT, 8)
                .put(HostMetric.CPU_FREQUENCY, 2.6e9)
                .put(HostMetric.LOAD_1, 1.5000000000000002)
                .put(HostMetric.LOAD_5, 1)
                .put(HostMetric.LOAD_15, 0.5)
                .put(HostMetric.MEMORY_TOTAL, 32 * GIB)
                .put(HostMetric.MEMORY_USED, 8 * GIB)
                .put(HostMetric.MEMORY_AVAILABLE, 24 * GIB)
                .put(HostMetric.MEMORY_USED_RATIO, 0.25)
                .put(HostMetric.SWAP_TOTAL, 4 * GIB)
                .put(HostMetric.SWAP_USED, 1 * GIB);
        history.accept(host.build());
        sample(
                Subject.of(Subject.Kind.FILESYSTEM, "mountpoint", "/"),
                Map.of(
                        HostMetric.FILESYSTEM_SIZE,
                        110 * GIB,
                        HostMetric.FILESYSTEM_FREE,
                        70 * GIB,
                        HostMetric.FILESYSTEM_AVAILABLE,
                        60 * GIB));
        sample(
                Subject.of(Subject.Kind.FILESYSTEM, "mountpoint", "/data"),
                Map.of(HostMetric.FILESYSTEM_SIZE, 900 * GIB, HostMetric.FILESYSTEM_FREE, 1 * GIB));
        for (String disk : List.of("sda", "sdb")) {
            sample(
                    Subject.of(Subject.Kind.DISK, "device", disk),
                    Map.of(HostMetric.DISK_READ_BYTES, 10 * MIB, HostMetric.DISK_WRITTEN_BYTES, 20 * MIB));
        }
        sample(
                Subject.of(Subject.Kind.NETWORK, "interface", "eth0"),
                Map.of(
                        HostMetric.NETWORK_SENT_BYTES,
                        3 * MIB,
                        HostMetric.NETWORK_RECEIVED_BYTES,
                        5 * MIB,
                        HostMetric.NETWORK_SENT_PACKETS,
                        30.0,
                        HostMetric.NETWORK_RECEIVED_PACKETS,
                        50.0));
    }

    private static GpuInventory gpus() {
        Optional<String> none = Optional.empty();
        Gpu gpu = new Gpu(0, "GPU-aa", "NVIDIA A100", none, none, none, GpuMemory.OWN, List.of(), none);
        return new GpuInventory(none, none, none, List.of(gpu), List.of(), false);
    }

    private void gpu() {
        history.accept(Sample.at(clock.millis(), new Subject(Subject.Kind.GPU, "GPU-aa", Map.of()))
                .put(GpuMetric.UTILIZATION, 0.87)
                .put(GpuMetric.MEMORY_USED, 10_240 * MIB)
                .put(GpuMetric.MEMORY_TOTAL, 40_960 * MIB)
                .put(GpuMetric.TEMPERATURE, 65)
                .build());
    }

    @Test
    void every_key_is_there_in_its_unit() {
        host();
        gpu();
        clock.now = START.plusMillis(1500);
        assertEquals("""
                {
                  "timestamp" : "2026-03-01T12:00:01.500Z",
                  "uptime" : 1.5,
                  "gpu" : [ {
                    "gpu_id" : 0,
                    "name" : "NVIDIA A100",
                    "load" : 87.0,
                    "memory_used" : 10240.0,
                    "memory_total" : 40960.0,
                    "memory_util" : 25.0,
                    "temperature" : 65.0
                  } ],
                  "cpu" : {
                    "cpu_percent" : 12.35,
                    "cpu_count" : 8,
                    "cpu_freq" : 2600.0,
                    "load_avg" : [ 1.5, 1.0, 0.5 ]
                  },
                  "memory" : {
                    "total" : 32.0,
                    "available" : 24.0,
                    "used" : 8.0,
                    "percent" : 25.0,
                    "swap_total" : 4.0,
                    "swap_used" : 1.0,
                    "swap_percent" : 25.0
                  },
                  "disk" : {
                    "total" : 110.0,
                    "used" : 40.0,
                    "free" : 60.0,
                    "percent" : 40.0,
                    "read_mb" : 20.0,
                    "write_mb" : 40.0
                  },
                  "network" : {
                    "bytes_sent" : 3.0,
                    "bytes_recv" : 5.0,
                    "packets_sent" : 30,
                    "packets_recv" : 50
                  }
                }""", snapshots.now().json());
    }

    @Test
    void what_was_not_read_is_null_and_its_key_is_there() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(snapshots.now().json());
        assertTrue(tree.at("/cpu/cpu_percent").isNull());
        assertTrue(tree.at("/cpu/load_avg").isNull());
        assertTrue(tree.at("/memory/swap_percent").isNull());
        assertTrue(tree.at("/disk/total").isNull());
        assertTrue(tree.at("/network/packets_recv").isNull());
        assertTrue(tree.at("/gpu/0/load").isNull());
        assertEquals("NVIDIA A100", tree.at("/gpu/0/name").asText());
    }

    @Test
    void a_value_that_nobody_renews_becomes_null() throws Exception {
        host();
        gpu();
        clock.now = START.plusSeconds(10);
        JsonNode tree = new ObjectMapper().readTree(snapshots.now().json());
        assertTrue(tree.at("/cpu/cpu_percent").isNull());
        assertTrue(tree.at("/gpu/0/load").isNull());
        assertEquals(65, tree.at("/gpu/0/temperature").asDouble());
        assertEquals(110, tree.at("/disk/total").asDouble());
    }

    @Test
    void without_gpus_the_list_is_empty() throws Exception {
        inventory =
                new GpuInventory(Optional.empty(), Optional.empty(), Optional.of("none"), List.of(), List.of(), false);
        JsonNode tree = new ObjectMapper().readTree(snapshots.now().json());
        assertEquals("[]", tree.get("gpu").toString());
        assertTrue(snapshots.now().summary().contains("GPU      none"));
    }

    @Test
    void the_summary_says_it_in_lines() {
        host();
        gpu();
        assertEquals("""
                2026-03-01T12:00:00.000Z, watching for 0.0 s
                GPU 0    NVIDIA A100: 87.0 % busy, 10240.0 of 40960.0 MiB (25.0 %), 65.0 °C
                CPU      12.35 % of 8 CPUs, 2600.0 MHz, load 1.5 1.0 0.5
                Memory   8.0 of 32.0 GiB (25.0 %), 24.0 GiB available, swap 1.0 of 4.0 GiB
                Disk     40.0 of 110.0 GiB (40.0 %), read 20.0 MiB, written 40.0 MiB
                Network  sent 3.0 MiB, received 5.0 MiB
                """, snapshots.now().summary());
    }

    @Test
    void the_real_host_and_demo_gpus_fill_every_field_that_they_can() throws Exception {
        try (Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo")))) {
            JsonNode tree = new ObjectMapper().readTree(monitor.snapshot().json());
            double cpu = tree.at("/cpu/cpu_percent").asDouble(-1);
            assertTrue(cpu >= 0 && cpu <= 100, tree.toString());
            assertTrue(tree.at("/memory/total").asDouble() > 0.1, tree.toString());
            assertTrue(tree.at("/disk/total").asDouble() > 0.1, tree.toString());
            assertTrue(tree.at("/gpu/0/memory_total").asDouble() > 1000, tree.toString());
        }
    }

    private static final class SetClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
