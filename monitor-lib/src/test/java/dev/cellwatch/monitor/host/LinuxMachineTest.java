package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.host.Machine.DiskCounters;
import dev.cellwatch.monitor.host.Machine.NetworkCounters;
import dev.cellwatch.monitor.host.Machine.Operations;
import dev.cellwatch.monitor.host.Machine.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LinuxMachineTest {

    @TempDir
    Path proc;

    private Machine machine() {
        return new LinuxMachine(new OshiSystem(), proc, proc);
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void cpu_time_of_all_and_of_each_core_is_read_anew_each_time() throws Exception {
        write("stat", """
                cpu  10 20 30 40 50 60 70 80 90 100
                cpu0 1 2 3 4 5 6 7 8 9 10
                cpu12 11 12 13 14 15 16 17 18 19 20
                intr 999 1 2 3
                ctxt 5
                """);
        Machine machine = machine();
        assertArrayEquals(new long[] {10, 20, 30, 40, 50, 60, 70, 80}, machine.cpuTicks());
        long[][] cores = machine.coreTicks();
        assertEquals(2, cores.length);
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, cores[0]);
        assertArrayEquals(new long[] {11, 12, 13, 14, 15, 16, 17, 18}, cores[1]);

        write("stat", "cpu  11 20 30 40 50 60 70 80 90 100\n");
        assertEquals(11, machine.cpuTicks()[0]);
    }

    @Test
    void loads_are_three_numbers_with_two_digits() throws Exception {
        write("loadavg", "0.05 12.30 100.99 2/345 6789\n");
        assertArrayEquals(new double[] {0.05, 12.3, 100.99}, machine().loads(), 1e-9);
    }

    @Test
    void more_cores_than_fit_into_the_first_buffer_are_all_read() throws Exception {
        StringBuilder text = new StringBuilder("cpu  1 1 1 1 1 1 1 1 0 0\n");
        for (int i = 0; i < 512; i++) {
            text.append("cpu")
                    .append(i)
                    .append(" 123456 123456 123456 123456 0 0 0 ")
                    .append(i)
                    .append(" 0 0\n");
        }
        write("stat", text.append("intr 1\n").toString());
        long[][] cores = machine().coreTicks();
        assertEquals(512, cores.length);
        assertEquals(511, cores[511][7]);
    }

    @Test
    void memory_is_told_in_bytes() throws Exception {
        write("meminfo", "MemTotal:       1000 kB\nMemFree:  300 kB\nMemAvailable:    500 kB\nBuffers: 1 kB\n");
        Machine machine = machine();
        assertEquals(1_024_000, machine.memoryTotal());
        assertEquals(512_000, machine.memoryAvailable());
    }

    @Test
    void swap_is_told_in_bytes_and_a_machine_without_has_none() throws Exception {
        write("meminfo", "MemTotal: 1000 kB\nSwapCached: 7 kB\nSwapTotal:   800 kB\nSwapFree:     300 kB\n");
        Machine machine = machine();
        assertEquals(800 * 1024, machine.swapTotal());
        assertEquals(500 * 1024, machine.swapUsed());
        write("meminfo", "MemTotal: 1000 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        assertEquals(0, machine.swapTotal());
        assertEquals(0, machine.swapUsed());
    }

    @Test
    void only_physical_networks_that_were_ever_used_are_counted() throws Exception {
        write("net/dev", """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
                    lo: 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
                  eth0: 1000 10 1 2 3 4 5 6 2000 20 7 8 9 10 11 12
                vethab1:9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
                 down0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
                enp0s31f6:5 6 7 0 0 0 0 0 8 9 10 0 0 0 0 0
                """);
        assertEquals(
                List.of(
                        new NetworkCounters("eth0", new Traffic(1000, 10, 1), new Traffic(2000, 20, 7)),
                        new NetworkCounters("enp0s31f6", new Traffic(5, 6, 7), new Traffic(8, 9, 10))),
                machine().networks());
    }

    @Test
    void whole_disks_that_were_ever_used_are_counted_and_neither_partitions_nor_images_nor_memory() throws Exception {
        for (String device : List.of("loop0", "ram1", "zram0", "nbd0", "nvme0n1", "cciss!c0d0")) {
            Files.createDirectories(proc.resolve("block").resolve(device));
        }
        write("diskstats", """
                   7       0 loop0 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
                   1       1 ram1 9 9 9 9 9 9 9 9 9 9 9
                 253       0 zram0 9 9 9 9 9 9 9 9 9 9 9
                  43       0 nbd0 0 0 0 0 0 0 0 0 0 0 0
                 259       0 nvme0n1 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27
                 259       1 nvme0n1p1 9 9 9 9 9 9 9 9 9 9 9
                 104       0 cciss/c0d0 1 2 3 4 5 6 7 8 9 10 11
                """);
        assertEquals(
                List.of(
                        new DiskCounters("nvme0n1", 13 * 512, 17 * 512, operations(11, 15, 14 + 18), 20),
                        new DiskCounters("cciss/c0d0", 3 * 512, 7 * 512, operations(1, 5, 4 + 8), 10)),
                machine().disks());
    }

    private static Operations operations(long reads, long writes, long millis) {
        return new Operations(reads, writes, OptionalLong.of(millis));
    }

    @Test
    void what_is_made_of_disks_or_of_networks_does_not_count_a_second_time() throws Exception {
        for (String below : List.of("nvme0n1/slaves", "dm-0/slaves/nvme0n1", "dm-1/slaves/dm-0", "md0/slaves/sda")) {
            Files.createDirectories(proc.resolve("block").resolve(below));
        }
        write("diskstats", """
                 259       0 nvme0n1 1 1 8 1 1 1 8 1 0 1 1
                 254       0 dm-0 1 1 8 1 1 1 8 1 0 1 1
                 254       1 dm-1 1 1 8 1 1 1 8 1 0 1 1
                   9       0 md0 1 1 8 1 1 1 8 1 0 1 1
                """);
        assertEquals(
                List.of("nvme0n1"),
                machine().disks().stream().map(DiskCounters::device).toList());
        for (String card : List.of("eth0", "eth1")) {
            Files.createDirectories(proc.resolve("class/net").resolve(card).resolve("device"));
        }
        Files.createDirectories(proc.resolve("class/net/enP1s1/device")); // a virtual machine's short cut to the card
        Files.createSymbolicLink(proc.resolve("class/net/enP1s1/master"), proc.resolve("class/net/eth0"));
        Files.createDirectories(proc.resolve("class/net/bond0"));
        Files.createSymbolicLink(proc.resolve("class/net/eth1/master"), proc.resolve("class/net/bond0"));
        String line = ": 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n";
        write("net/dev", "\n\n" + String.join(line, "eth0", "eth1", "enP1s1", "bond0", "bond0.7", "br0", "team0", ""));
        assertEquals(
                List.of("eth0", "eth1"),
                machine().networks().stream().map(NetworkCounters::name).toList());
    }

    @Test
    void connections_are_counted_by_state_over_both_protocols() throws Exception {
        String heading = "  sl  local_address rem_address   st tx_queue rx_queue\n";
        write(
                "net/tcp",
                heading + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000\n"
                        + "10000: 0100007F:1F90 0100007F:A1B2 01 00000000:00000000\n");
        write(
                "net/tcp6",
                heading + "   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 0:0\n");
        assertEquals(Map.of("listen", 2, "established", 1), machine().connectionStates());
        Files.delete(proc.resolve("net/tcp6"));
        assertEquals(Map.of("listen", 1, "established", 1), machine().connectionStates(), "a kernel without IPv6");
        Files.delete(proc.resolve("net/tcp"));
        assertThrows(UncheckedIOException.class, machine()::connectionStates);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, machine()::cpuTicks);
        assertTrue(String.valueOf(failure.getMessage()).endsWith("stat cannot be read"), failure.getMessage());
    }

    @Test
    void the_real_files_say_what_oshi_says() {
        OshiSystem system = new OshiSystem();
        Machine direct = LinuxMachine.here(system);
        Machine oshi = new OshiMachine(system);
        assertEquals(oshi.memoryTotal(), direct.memoryTotal());
        assertEquals((double) oshi.memoryAvailable(), (double) direct.memoryAvailable(), 500e6);
        assertArrayEquals(shares(oshi.cpuTicks()), shares(direct.cpuTicks()), 0.02);
        assertEquals(oshi.coreTicks().length, direct.coreTicks().length);
        assertEquals(oshi.swapTotal(), direct.swapTotal());
        assertEquals((double) oshi.swapUsed(), (double) direct.swapUsed(), 100e6);
        assertTrue(usedDisks(oshi).containsAll(usedDisks(direct)), usedDisks(oshi) + " lacks " + usedDisks(direct));
        List<String> names =
                direct.networks().stream().map(NetworkCounters::name).toList();
        List<String> known = oshi.networks().stream()
                .filter(network -> network.received().bytes() > 0)
                .map(NetworkCounters::name)
                .toList();
        assertTrue(known.containsAll(names), known + " lacks some of " + names);
        assertEquals(known.isEmpty(), names.isEmpty());
    }

    private static Set<String> usedDisks(Machine machine) {
        return machine.disks().stream()
                .filter(disk -> disk.operations().sum() > 0 && !disk.device().startsWith("zram"))
                .map(DiskCounters::device)
                .collect(Collectors.toSet());
    }

    /** OSHI counts in milliseconds and the kernel in hundredths of a second, so only shares can be compared. */
    private static double[] shares(long[] ticks) {
        double sum = Arrays.stream(ticks).sum();
        return Arrays.stream(ticks).mapToDouble(tick -> tick / sum).toArray();
    }
}
