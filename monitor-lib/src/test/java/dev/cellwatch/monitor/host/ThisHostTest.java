package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Tick;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The real machine, through OSHI: its numbers against what the system itself says. */
class ThisHostTest {

    private final List<Sample> samples = new ArrayList<>();
    private final HostProbe probe = new HostProbe();

    private double host(HostMetric metric) {
        return samples.stream()
                .filter(sample -> sample.subject().equals(Subject.HOST))
                .flatMapToDouble(sample -> sample.get(metric).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_numbers_are_those_of_the_system() throws Exception {
        probe.read(new Tick(System.currentTimeMillis(), true, true), samples::add);
        assertEquals(Map.of(), probe.failures());
        long kibibytes = KernelFile.lines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        assertEquals(kibibytes * 1024.0, host(HostMetric.MACHINE_MEMORY_TOTAL));
        assertTrue(host(HostMetric.CPU_COUNT) >= Runtime.getRuntime().availableProcessors());
        double sum = host(HostMetric.MEMORY_USED) + host(HostMetric.MEMORY_AVAILABLE);
        assertTrue(sum <= host(HostMetric.MEMORY_TOTAL), "used + available = " + sum);
        double ratio = host(HostMetric.MEMORY_USED_RATIO);
        assertTrue(ratio > 0 && ratio < 1, "ratio " + ratio);
        assertTrue(host(HostMetric.UPTIME) > 0);
    }

    @Test
    @Timeout(10)
    void cpu_use_is_a_share_after_the_second_read() throws Exception {
        probe.read(new Tick(System.currentTimeMillis(), true, true), samples::add);
        do { // the kernel counts in hundredths of a second
            samples.clear();
            probe.read(new Tick(System.currentTimeMillis(), false, false), samples::add);
        } while (samples.get(0).get(HostMetric.CPU_USAGE).isEmpty());
        double usage = host(HostMetric.CPU_USAGE);
        assertTrue(usage >= 0 && usage <= 1, "usage " + usage);
    }

    @Test
    void the_root_file_system_is_there_with_its_inodes() throws Exception {
        probe.read(new Tick(System.currentTimeMillis(), true, true), samples::add);
        Sample root = samples.stream()
                .filter(sample -> sample.subject().kind() == Subject.Kind.FILESYSTEM)
                .findFirst()
                .orElseThrow();
        assertTrue(root.get(HostMetric.FILESYSTEM_SIZE).orElseThrow()
                >= root.get(HostMetric.FILESYSTEM_AVAILABLE).orElseThrow());
        assertTrue(root.get(HostMetric.FILESYSTEM_INODES).isPresent());
    }

    @Test
    void its_details_are_plausible() {
        HostDetails details = new Host().details();
        HostDetails.Cpu cpu = details.cpu();
        assertFalse(cpu.model().isBlank());
        assertTrue(cpu.cores().physical() >= 1
                && cpu.cores().physical() <= cpu.cores().logical());
        assertEquals(cpu.cores().logical(), cpu.perCore().size());
        assertTrue(cpu.usage().orElseThrow() >= 0 && cpu.usage().orElseThrow() <= 1);
        HostDetails.Memory memory = details.memory();
        assertTrue(memory.used() > 0 && memory.used() < memory.total());
        assertTrue(memory.free() > 0 && memory.free() <= memory.total());
        assertFalse(details.disks().isEmpty());
        assertTrue(
                details.networks().stream().noneMatch(network -> network.name().equals("lo")));
        assertTrue(details.machine().bootTime().isBefore(Instant.now()));
        assertFalse(details.machine().hostname().isBlank());
    }
}
