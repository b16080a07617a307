package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.host.HostDetails;
import dev.cellwatch.monitor.host.HostDetails.Clock;
import dev.cellwatch.monitor.host.HostDetails.Cores;
import dev.cellwatch.monitor.host.HostDetails.Cpu;
import dev.cellwatch.monitor.host.HostDetails.Disk;
import dev.cellwatch.monitor.host.HostDetails.Machine;
import dev.cellwatch.monitor.host.HostDetails.Memory;
import dev.cellwatch.monitor.host.HostDetails.Network;
import dev.cellwatch.monitor.host.HostDetails.Swap;
import dev.cellwatch.monitor.host.HostDetails.Traffic;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.table.Sheet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HostOverviewTest {

    private static final long GIB = 1L << 30;

    @Test
    void everything_about_the_host_reads_well_in_a_terminal() {
        Cpu cpu = new Cpu(
                "AMD EPYC 7713",
                new Cores(64, 128),
                new Clock(OptionalDouble.of(2.0e9), OptionalDouble.of(3.72e9)),
                OptionalDouble.of(0.314),
                List.of(0.12, 0.03, 1.0),
                OptionalDouble.of(54),
                OptionalDouble.of(2.5),
                List.of(1.5, 0.75, 0.5));
        assertEquals(
                """
                lab-7
                System  Debian GNU/Linux 12 (bookworm)
                Kernel  6.1.0-18-amd64
                Up      3 d 4 h, since 2026-03-01 08:00

                Processor and memory
                CPU          AMD EPYC 7713
                Cores        64 physical, 128 logical; this process may use 2.5
                Frequency    2.00 GHz of 3.72 GHz
                CPU use      31 %
                Cores 0–2    12 · 3 · 100 %
                Temperature  54 °C
                Load         1.50 (1 min), 0.75 (5 min), 0.50 (15 min)
                Memory       60.0 of 64.0 GiB
                             4.0 GiB available, 1.0 GiB free, 94 % used; the total is the limit of this container or group
                Swap         512.0 MiB of 8.0 GiB

                Disks
                Mounted on  Device     Type                Used       Free
                /           /dev/nvme  ext4  200.0 of 500.0 GiB  300.0 GiB  40 %

                Networks
                Interface  Status  Received  Packets     Sent  Packets  Addresses      MAC
                eth0       up       2.0 GiB  1500000  1.0 GiB   900000  10.0.0.7, ::1  02:42:ac:11:00:02
                eth1       down         0 B        0      0 B        0                 02:42:ac:11:00:03""",
                text(details(cpu, new Memory(64 * GIB, 60 * GIB, GIB, 4 * GIB, true), new Swap(8 * GIB, GIB / 2))));
    }

    @Test
    void what_the_system_does_not_tell_is_left_out() {
        Cpu cpu = new Cpu(
                "Some CPU",
                new Cores(1, 1),
                new Clock(OptionalDouble.empty(), OptionalDouble.empty()),
                OptionalDouble.empty(),
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
        HostDetails bare = new HostDetails(
                details(cpu, new Memory(GIB, 0, GIB, GIB, false), new Swap(0, 0))
                        .machine(),
                cpu,
                new Memory(GIB, 0, GIB, GIB, false),
                new Swap(0, 0),
                List.of(),
                List.of());
        assertEquals("""
                Processor and memory
                CPU     Some CPU
                Cores   1 physical, 1 logical
                Memory  0 B of 1.0 GiB
                        1.0 GiB available, 1.0 GiB free, 0 % used
                Swap    none""", text(bare).substring(text(bare).indexOf("Processor")));
    }

    @Test
    void forty_cores_take_three_rows() {
        Cpu cpu = new Cpu(
                "Big",
                new Cores(20, 40),
                new Clock(OptionalDouble.empty(), OptionalDouble.of(3e9)),
                OptionalDouble.empty(),
                java.util.Collections.nCopies(40, 0.5),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
        String text = text(details(cpu, new Memory(GIB, 0, GIB, GIB, false), new Swap(0, 0)));
        assertEquals(
                3,
                text.lines()
                        .filter(line -> line.startsWith("Cores ") && line.contains("50 · "))
                        .count());
    }

    private static String text(HostDetails details) {
        Bundle bundle = new Sheet(new HostOverview(details, ZoneOffset.UTC).parts()).bundle();
        return String.valueOf(bundle.data().get(Bundle.TEXT));
    }

    private static HostDetails details(Cpu cpu, Memory memory, Swap swap) {
        Traffic none = new Traffic(0, 0);
        return new HostDetails(
                new Machine(
                        "lab-7",
                        "Debian GNU/Linux 12 (bookworm)",
                        "6.1.0-18-amd64",
                        Instant.parse("2026-03-01T08:00:00Z"),
                        3 * 86400 + 4 * 3600 + 59),
                cpu,
                memory,
                swap,
                List.of(
                        new Disk("/dev/nvme", "/", "ext4", 500 * GIB, 200 * GIB, 300 * GIB),
                        new Disk("proc", "/proc", "proc", 0, 0, 0)),
                List.of(
                        new Network(
                                "eth0",
                                List.of("10.0.0.7", "::1"),
                                "02:42:ac:11:00:02",
                                new Traffic(2 * GIB, 1_500_000),
                                new Traffic(GIB, 900_000),
                                Optional.of(true)),
                        new Network("eth1", List.of(), "02:42:ac:11:00:03", none, none, Optional.of(false))));
    }
}
