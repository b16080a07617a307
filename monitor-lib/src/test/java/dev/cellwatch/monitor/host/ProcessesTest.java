package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.host.ProcessSource.Identity;
import dev.cellwatch.monitor.host.ProcessSource.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProcessesTest {

    private final List<List<Reading>> readings = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private int reads;
    private long nanos;

    private final ProcessSource source = new ProcessSource() {
        @Override
        public List<Reading> read() {
            return readings.get(reads++);
        }

        @Override
        public long memoryTotal() {
            return 1000;
        }

        @Override
        public int cpuCount() {
            return 4;
        }
    };

    private final Processes processes = new Processes(source, () -> nanos, pauses::add);

    private static Reading reading(int pid, long cpuMillis, long atMillis, long bytes) {
        return new Reading(pid, 5, cpuMillis, atMillis, bytes, new Identity("p" + pid, "ada", "Running", "p" + pid));
    }

    @Test
    void the_first_time_cpu_use_is_measured_over_a_moment() {
        readings.add(List.of(reading(1, 100, 1000, 10), reading(2, 0, 1000, 500)));
        readings.add(List.of(reading(1, 700, 1300, 10), reading(2, 0, 1300, 500)));
        List<HostProcess> top = processes.top(10);
        assertEquals(List.of(300L), pauses);
        // 2 of 4 cores and 1 % of the memory outweigh half of the memory
        assertEquals(List.of(1, 2), top.stream().map(HostProcess::pid).toList());
        assertEquals(OptionalDouble.of(2), top.get(0).cpuRatio());
        assertEquals(0.5, top.get(1).memoryRatio());
    }

    @Test
    void later_the_reading_before_serves_and_nobody_waits() {
        readings.add(List.of(reading(1, 0, 1000, 1)));
        readings.add(List.of(reading(1, 0, 1300, 1)));
        readings.add(List.of(reading(1, 5000, 11_300, 1)));
        processes.top(1);
        nanos = 10_000_000_000L;
        assertEquals(OptionalDouble.of(0.5), processes.top(1).get(0).cpuRatio());
        assertEquals(1, pauses.size());
    }

    @Test
    void asking_twice_within_two_seconds_reads_once() {
        readings.add(List.of(reading(1, 0, 1000, 1)));
        readings.add(List.of(reading(1, 0, 1300, 1)));
        processes.top(1);
        nanos = 1_900_000_000L;
        processes.top(5);
        assertEquals(2, reads);
    }

    @Test
    void a_process_that_got_the_pid_of_another_has_no_cpu_use_yet() {
        readings.add(List.of(reading(1, 9000, 1000, 1)));
        readings.add(List.of(new Reading(1, 1100, 50, 1300, 1, new Identity("q", "ada", "Running", "q"))));
        assertEquals(OptionalDouble.empty(), processes.top(1).get(0).cpuRatio());
    }

    @Test
    void only_so_many_as_asked_for() {
        readings.add(List.of(reading(1, 0, 1, 1), reading(2, 0, 1, 2), reading(3, 0, 1, 3)));
        readings.add(readings.get(0));
        assertEquals(
                List.of(3, 2), processes.top(2).stream().map(HostProcess::pid).toList());
    }

    @Test
    void a_command_of_any_length_is_shown_at_once() {
        readings.add(List.of());
        readings.add(List.of(new Reading(1, 5, 0, 1, 1, new Identity("p", "ada", "Running", "a".repeat(2_000_000)))));
        assertEquals("a".repeat(100), processes.top(1).get(0).command());
    }

    @Test
    void a_command_is_cut_at_100_characters_after_its_secrets_are_masked() {
        String command = "run --password=" + "x".repeat(90) + " --epochs 3 " + "y".repeat(200);
        readings.add(List.of());
        readings.add(List.of(new Reading(1, 5, 0, 1, 1, new Identity("p", "ada", "Running", command))));
        String shown = processes.top(1).get(0).command();
        assertEquals(100, shown.length());
        assertTrue(shown.startsWith("run --password=*** --epochs 3 yyy"), shown);
    }

    @Test
    void this_very_process_is_among_the_real_ones() {
        List<HostProcess> all = new Processes(new OshiProcesses(new OshiSystem())).top(Integer.MAX_VALUE);
        HostProcess self = all.stream()
                .filter(process -> process.pid() == ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        assertTrue(self.residentBytes() > 10_000_000 && self.memoryRatio() < 1);
        assertEquals(System.getProperty("user.name"), self.user());
        assertTrue(self.cpuRatio().isPresent());
        assertTrue(self.command().contains("java"), self.command());
    }
}
