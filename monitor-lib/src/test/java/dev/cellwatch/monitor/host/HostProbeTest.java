package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.host.Machine.DiskCounters;
import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import dev.cellwatch.monitor.host.Machine.Inodes;
import dev.cellwatch.monitor.host.Machine.NetworkCounters;
import dev.cellwatch.monitor.host.Machine.Operations;
import dev.cellwatch.monitor.host.Machine.Space;
import dev.cellwatch.monitor.host.Machine.Traffic;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProbeTest {

    @TempDir
    Path empty;

    private final FakeMachine machine = new FakeMachine();
    private final List<Sample> samples = new ArrayList<>();
    private long nanos;

    private HostProbe probe() {
        return new HostProbe(
                () -> HostProbe.collectorsOf(machine, new Cgroup(empty.resolve("proc"), empty.resolve("cgroup"))),
                () -> nanos);
    }

    private void read(HostProbe probe, Tick tick) throws ProbeException {
        samples.clear();
        probe.read(tick, samples::add);
    }

    private OptionalDouble value(Subject subject, HostMetric metric) {
        return samples.stream()
                .filter(sample -> sample.subject().equals(subject))
                .map(sample -> sample.get(metric))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static Tick first() {
        return new Tick(1_000_000, true, true);
    }

    private static Tick slow(int seconds) {
        return new Tick(1_000_000 + seconds * 1000L, true, false);
    }

    private static Tick fast(int seconds) {
        return new Tick(1_000_000 + seconds * 1000L, false, false);
    }

    @Test
    void the_first_tick_knows_no_cpu_share_and_the_second_tells_what_happened_in_between() throws Exception {
        HostProbe probe = probe();
        machine.cpuTicks = new long[] {1000, 0, 1000, 9000, 500, 0, 0, 0};
        read(probe, first());
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CPU_USAGE));

        machine.cpuTicks = new long[] {1040, 0, 1010, 9030, 510, 0, 0, 10};
        read(probe, fast(1));
        assertEquals(0.6, value(Subject.HOST, HostMetric.CPU_USAGE).orElseThrow(), 1e-9);
        assertEquals(0.4, value(Subject.HOST, HostMetric.CPU_USER).orElseThrow(), 1e-9);
        assertEquals(0.1, value(Subject.HOST, HostMetric.CPU_SYSTEM).orElseThrow(), 1e-9);
        assertEquals(0.1, value(Subject.HOST, HostMetric.CPU_IOWAIT).orElseThrow(), 1e-9);
        assertEquals(0.1, value(Subject.HOST, HostMetric.CPU_STEAL).orElseThrow(), 1e-9);
    }

    @Test
    void idle_time_that_the_kernel_corrects_downwards_gives_no_share_beyond_one() throws Exception {
        HostProbe probe = probe();
        machine.cpuTicks = new long[] {0, 0, 0, 1000, 0, 0, 0, 0};
        read(probe, first());
        machine.cpuTicks = new long[] {100, 0, 0, 990, 0, 0, 0, 0};
        read(probe, fast(1));
        assertEquals(1, value(Subject.HOST, HostMetric.CPU_USAGE).orElseThrow(), 1e-9);
    }

    @Test
    void two_readings_without_time_between_them_give_no_share() throws Exception {
        HostProbe probe = probe();
        read(probe, first());
        read(probe, fast(1));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CPU_USAGE));
    }

    @Test
    void a_fast_tick_reads_cpu_and_memory_and_nothing_else() throws Exception {
        HostProbe probe = probe();
        read(probe, first());
        read(probe, fast(1));
        assertEquals(1, samples.size());
        assertEquals(0.6, value(Subject.HOST, HostMetric.MEMORY_USED_RATIO).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.LOAD_1));
    }

    @Test
    void what_a_plot_follows_goes_out_before_what_takes_long() throws Exception {
        read(probe(), first());
        List<Sample> host = samples.stream()
                .filter(sample -> sample.subject().equals(Subject.HOST))
                .toList();
        assertEquals(2, host.size());
        assertTrue(host.get(0).get(HostMetric.MEMORY_USED).isPresent());
        assertTrue(host.get(1).get(HostMetric.LOAD_1).isPresent());
    }

    @Test
    void each_core_has_its_own_share() throws Exception {
        HostProbe probe = probe();
        read(probe, first());
        machine.coreTicks = new long[][] {{30, 0, 0, 70, 0, 0, 0, 0}, {0, 0, 0, 100, 0, 0, 0, 0}};
        read(probe, slow(5));
        Subject core0 = Subject.of(Subject.Kind.CORE, "cpu", "0");
        Subject core1 = Subject.of(Subject.Kind.CORE, "cpu", "1");
        assertEquals(0.3, value(core0, HostMetric.CORE_USAGE).orElseThrow(), 1e-9);
        assertEquals(0, value(core1, HostMetric.CORE_USAGE).orElseThrow(), 1e-9);
    }

    @Test
    void what_the_machine_does_not_tell_is_absent() throws Exception {
        read(probe(), first());
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CPU_TEMPERATURE));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CPU_FREQUENCY_MAX));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.LOAD_15));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CGROUP_MEMORY_LIMIT));
        assertEquals(3e9, value(Subject.HOST, HostMetric.CPU_FREQUENCY).orElseThrow());
        assertEquals(100, value(Subject.HOST, HostMetric.UPTIME).orElseThrow());
    }

    @Test
    void a_disk_has_rates_its_busy_share_and_its_latency_and_counts_into_the_total() throws Exception {
        Subject disk = Subject.of(Subject.Kind.DISK, "device", "nvme0n1");
        HostProbe probe = probe();
        machine.disks = List.of(new DiskCounters("nvme0n1", 1000, 0, operations(10, 0, 300), 100));
        read(probe, first());
        assertEquals(1000, value(disk, HostMetric.DISK_READ_BYTES).orElseThrow());
        assertEquals(OptionalDouble.empty(), value(disk, HostMetric.DISK_READ));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.DISKS_READ));

        machine.disks = List.of(
                new DiskCounters("nvme0n1", 6000, 50, operations(30, 5, 1300), 600),
                new DiskCounters("nvme1n1", 7, 7, operations(7, 7, 7), 7));
        read(probe, slow(5));
        assertEquals(1000, value(disk, HostMetric.DISK_READ).orElseThrow());
        assertEquals(10, value(disk, HostMetric.DISK_WRITTEN).orElseThrow());
        assertEquals(0.1, value(disk, HostMetric.DISK_BUSY).orElseThrow(), 1e-9);
        assertEquals(
                0.04, value(disk, HostMetric.DISK_LATENCY).orElseThrow(), 1e-9, "25 requests, of which some waited");
        assertEquals(1000, value(Subject.HOST, HostMetric.DISKS_READ).orElseThrow());
    }

    private static Operations operations(long reads, long writes, long millis) {
        return new Operations(reads, writes, OptionalLong.of(millis));
    }

    @Test
    void a_system_that_does_not_count_the_times_of_requests_tells_no_latency() throws Exception {
        Subject disk = Subject.of(Subject.Kind.DISK, "device", "disk0");
        HostProbe probe = probe();
        machine.disks = List.of(new DiskCounters("disk0", 1, 1, new Operations(1, 1, OptionalLong.empty()), 1));
        read(probe, first());
        machine.disks = List.of(new DiskCounters("disk0", 9, 9, new Operations(9, 9, OptionalLong.empty()), 500));
        read(probe, slow(5));
        assertEquals(0.0998, value(disk, HostMetric.DISK_BUSY).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), value(disk, HostMetric.DISK_LATENCY));
    }

    @Test
    void a_clock_that_is_set_back_by_an_hour_stops_nothing() throws Exception {
        HostProbe probe = probe();
        read(probe, first());
        read(probe, slow(-3600));
        assertEquals(OptionalDouble.of(0), value(Subject.HOST, HostMetric.SWAP_USED));
    }

    @Test
    void a_disk_without_requests_has_no_latency() throws Exception {
        HostProbe probe = probe();
        machine.disks = List.of(new DiskCounters("sda", 1, 1, operations(1, 1, 1), 1));
        read(probe, first());
        read(probe, slow(5));
        Subject disk = Subject.of(Subject.Kind.DISK, "device", "sda");
        assertEquals(0, value(disk, HostMetric.DISK_BUSY).orElseThrow());
        assertEquals(OptionalDouble.empty(), value(disk, HostMetric.DISK_LATENCY));
    }

    @Test
    void an_interface_whose_counter_went_back_has_no_rate_until_the_next_tick() throws Exception {
        Subject network = Subject.of(Subject.Kind.NETWORK, "interface", "eth0");
        HostProbe probe = probe();
        machine.networks = List.of(new NetworkCounters("eth0", new Traffic(9000, 90, 1), new Traffic(5, 5, 0)));
        read(probe, first());
        machine.networks = List.of(new NetworkCounters("eth0", new Traffic(100, 10, 0), new Traffic(15, 10, 0)));
        read(probe, slow(5));
        assertEquals(OptionalDouble.empty(), value(network, HostMetric.NETWORK_RECEIVED));
        assertEquals(2, value(network, HostMetric.NETWORK_SENT).orElseThrow());
        assertEquals(1, value(network, HostMetric.NETWORK_PACKETS_SENT).orElseThrow());

        machine.networks = List.of(new NetworkCounters("eth0", new Traffic(600, 60, 0), new Traffic(15, 10, 0)));
        read(probe, slow(10));
        assertEquals(100, value(network, HostMetric.NETWORK_RECEIVED).orElseThrow());
        assertEquals(100, value(Subject.HOST, HostMetric.NETWORKS_RECEIVED).orElseThrow());
    }

    @Test
    void a_file_system_without_a_fixed_number_of_inodes_has_none() throws Exception {
        machine.fileSystems = List.of(
                new FileSystemSpace("/", "/dev/vda", "ext4", new Space(100, 50, 40), new Inodes(10, 5)),
                new FileSystemSpace("/data", "pool/data", "btrfs", new Space(200, 60, 60), new Inodes(0, 0)));
        read(probe(), first());
        Subject root = new Subject(Subject.Kind.FILESYSTEM, "/", Map.of());
        Subject data = new Subject(Subject.Kind.FILESYSTEM, "/data", Map.of());
        assertEquals(40, value(root, HostMetric.FILESYSTEM_AVAILABLE).orElseThrow());
        assertEquals(5, value(root, HostMetric.FILESYSTEM_INODES_FREE).orElseThrow());
        assertEquals(200, value(data, HostMetric.FILESYSTEM_SIZE).orElseThrow());
        assertEquals(OptionalDouble.empty(), value(data, HostMetric.FILESYSTEM_INODES));
    }

    @Test
    void a_connection_state_that_empties_goes_to_zero() throws Exception {
        Subject established = Subject.of(Subject.Kind.CONNECTIONS, "state", "established");
        HostProbe probe = probe();
        machine.connectionStates = Map.of("established", 3);
        read(probe, first());
        assertEquals(3, value(established, HostMetric.CONNECTIONS).orElseThrow());
        machine.connectionStates = Map.of();
        read(probe, slow(60));
        assertEquals(0, value(established, HostMetric.CONNECTIONS).orElseThrow());
    }

    @Test
    void a_sick_collector_hides_no_other_and_is_told() throws Exception {
        HostProbe probe = probe();
        machine.disksFail = true;
        read(probe, first());
        assertEquals(Map.of("disks", "the disks are sick"), probe.failures());
        assertEquals(0, value(collector("disks"), HostMetric.COLLECTOR_SUCCESS).orElseThrow());
        assertEquals(
                1, value(collector("networks"), HostMetric.COLLECTOR_SUCCESS).orElseThrow());
        assertEquals(1.5, value(Subject.HOST, HostMetric.LOAD_1).orElseThrow());

        machine.disksFail = false;
        read(probe, slow(5));
        assertEquals(Map.of(), probe.failures());
        assertEquals(1, value(collector("disks"), HostMetric.COLLECTOR_SUCCESS).orElseThrow());
    }

    @Test
    void a_host_of_which_nothing_can_be_read_fails_with_a_sentence() {
        Collector sick = new Collector() {
            @Override
            public String name() {
                return "sick";
            }

            @Override
            public Duration every() {
                return Duration.ZERO;
            }

            @Override
            public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
                throw new UnsatisfiedLinkError("no such library");
            }
        };
        HostProbe probe = new HostProbe(() -> List.of(sick), () -> nanos);
        ProbeException failure = assertThrows(ProbeException.class, () -> probe.read(first(), samples::add));
        assertEquals("Nothing could be read about this host: no such library", failure.getMessage());
    }

    @Test
    void what_changes_rarely_is_read_rarely() throws Exception {
        HostProbe probe = probe();
        read(probe, first());
        for (int seconds = 5; seconds < 60; seconds += 5) {
            read(probe, slow(seconds));
        }
        assertEquals(1, machine.fileSystemReads);
        read(probe, slow(60));
        assertEquals(2, machine.fileSystemReads);
    }

    @Test
    void a_collector_that_turns_out_dear_is_left_alone_for_longer() throws Exception {
        List<Long> reads = new ArrayList<>();
        Collector dear = new Collector() {
            @Override
            public String name() {
                return "dear";
            }

            @Override
            public Duration every() {
                return Duration.ofSeconds(5);
            }

            @Override
            public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
                reads.add(timeMillis);
                nanos += 20_000_000;
            }
        };
        HostProbe probe = new HostProbe(() -> List.of(dear), () -> nanos);
        read(probe, first());
        for (int seconds = 5; seconds <= 25; seconds += 5) {
            read(probe, slow(seconds));
        }
        // the first read, which pays for loading classes, does not count
        assertEquals(List.of(1_000_000L, 1_005_000L, 1_025_000L), reads);
    }

    @Test
    void nothing_is_told_of_the_time_in_which_nobody_read() throws Exception {
        HostProbe probe = probe();
        machine.cpuTicks = new long[] {0, 0, 0, 100, 0, 0, 0, 0};
        read(probe, first());
        probe.rest();
        machine.cpuTicks = new long[] {500, 0, 0, 100, 0, 0, 0, 0};
        read(probe, new Tick(2_000_000, true, true));
        assertEquals(OptionalDouble.empty(), value(Subject.HOST, HostMetric.CPU_USAGE));
        machine.cpuTicks = new long[] {500, 0, 0, 200, 0, 0, 0, 0};
        read(probe, new Tick(2_001_000, false, false));
        assertEquals(0, value(Subject.HOST, HostMetric.CPU_USAGE).orElseThrow());
    }

    @Test
    void host_and_its_parts_stay_within_the_rows_that_a_day_of_history_has_room_for() {
        long drawn =
                List.of(HostMetric.values()).stream().filter(HostMetric::drawn).count();
        assertTrue(drawn >= 8 && drawn <= 25, "drawn rows: " + drawn);
        assertFalse(List.of(HostMetric.values()).stream()
                .anyMatch(metric -> metric.drawn() && metric.subject() != Subject.Kind.HOST));
    }

    private static Subject collector(String name) {
        return Subject.of(Subject.Kind.COLLECTOR, "collector", name);
    }
}
