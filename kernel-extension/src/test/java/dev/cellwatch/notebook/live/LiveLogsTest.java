package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogsTest {

    @TempDir
    Path folder;

    private final Later later = new Later();
    private final History history = new History();
    private final Sampler sampler = new Sampler(List.of(), history, Clock.systemUTC());
    private final List<Lease> leases = new ArrayList<>();
    private final Cell cell = new Cell(later);
    private boolean answered = true;
    private LiveLogs logs = logs(() -> {});

    private LiveLogs logs(Runnable beforeEachLine) {
        GpuInventory none =
                new GpuInventory(Optional.empty(), Optional.empty(), Optional.of("none"), List.of(), List.of(), false);
        Snapshots snapshots = new Snapshots(
                history,
                () -> {
                    beforeEachLine.run();
                    return none;
                },
                new LaterClock());
        return new LiveLogs(
                () -> new LogSource(this::lease, snapshots, () -> answered),
                () -> Instant.ofEpochMilli(later.now),
                later);
    }

    private Lease lease(Duration interval) {
        leases.add(sampler.open(interval));
        return leases.get(leases.size() - 1);
    }

    @BeforeEach
    void a_cpu_is_always_measured() {
        history.accept(Sample.at(Long.MAX_VALUE / 2, Subject.HOST)
                .put(HostMetric.CPU_USAGE, 0.25)
                .build());
    }

    private Path file() {
        return folder.resolve("f.jsonl");
    }

    private LiveLog start(double seconds) throws IOException {
        logs.start(file(), 1 << 20, Duration.ofMillis(Math.round(seconds * 1000)), cell);
        return logs.running().get(logs.running().size() - 1);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    @Test
    void a_line_follows_each_interval() throws IOException {
        start(2);
        later.run(7000);
        assertEquals(4, lines().size(), "at once, and at 2, 4 and 6 seconds");
        assertTrue(lines().get(3).startsWith("{\"timestamp\":\"1970-01-01T00:00:06.000Z\""), lines().get(3));
        assertTrue(cell.last().startsWith("Every 2 s a line goes to " + file()), cell.last());
    }

    @Test
    void the_first_line_waits_for_the_first_readings_but_not_for_ever() throws IOException {
        answered = false;
        start(1);
        later.run(4000);
        assertEquals(0, lines().size());
        later.run(5300);
        assertEquals(1, lines().size());
    }

    @Test
    void it_measures_until_it_is_stopped_and_says_in_its_cell_what_it_has_written() throws IOException {
        LiveLog log = start(1);
        later.run(3500);
        assertTrue(leases.get(0).isOpen());
        logs.stop(log);
        later.run(9000);
        assertEquals(4, lines().size());
        assertEquals("4 lines were written to " + file() + ".", cell.last());
        assertEquals(List.of(), logs.running());
        assertTrue(!leases.get(0).isOpen());
        start(1); // the file is free again
        assertEquals(5, lines().size());
    }

    @Test
    void a_folder_that_is_removed_is_told_in_the_cell_and_it_goes_on_when_it_is_back() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        logs.start(inner.resolve("f.jsonl"), 1 << 20, Duration.ofSeconds(1), cell);
        Files.delete(inner.resolve("f.jsonl"));
        Files.delete(inner);
        int shown = cell.times.size();
        later.run(3500);
        assertTrue(
                cell.last()
                        .endsWith("\nIt cannot be written (no such file or folder) and goes on as soon as it can."
                                + " 3 lines are missing."),
                cell.last());
        Files.createDirectory(inner);
        later.run(4500);
        assertTrue(
                cell.last().endsWith("\nThe file was moved or removed, and begun anew. 3 lines are missing."),
                cell.last());
        int after = cell.times.size();
        assertTrue(after > shown);
        later.run(9500);
        assertEquals(after, cell.times.size(), "a log that runs well does not touch its cell");
        assertEquals(6, Files.readAllLines(inner.resolve("f.jsonl")).size());
    }

    @Test
    void whatever_keeps_a_line_from_being_made_the_next_may_be_possible() throws IOException {
        logs = logs(() -> {
            if (later.now > 1500 && later.now < 2500) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        LiveLog log = start(1);
        later.run(2200);
        assertTrue(log.state().contains("OutOfMemoryError"), log.state());
        later.run(3500);
        assertEquals("", log.state());
        assertEquals(3, lines().size());
    }

    @Test
    void two_logs_of_one_file_are_refused() throws IOException {
        start(1);
        assertThrows(IOException.class, () -> start(1));
        assertEquals(1, logs.running().size());
    }

    @Test
    void the_end_of_the_kernel_ends_them_all() throws IOException {
        start(1);
        logs.start(folder.resolve("g.jsonl"), 1 << 20, Duration.ofSeconds(1), cell);
        logs.close();
        later.run(9000);
        assertEquals(1, lines().size());
        assertTrue(leases.stream().noneMatch(Lease::isOpen));
    }

    private final class LaterClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(later.now);
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
