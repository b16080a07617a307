package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.plot.Show;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveMonitorFailureTest {

    private final Later later = new Later();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final List<Lease> leases = new ArrayList<>();
    /** What the next frames throw. */
    private final Deque<Error> trouble = new ArrayDeque<>();

    private final LiveMonitors monitors = new LiveMonitors(
            () -> new LiveSource(this::watch, new History(), request -> notes()),
            () -> Instant.ofEpochMilli(later.now),
            later);
    private final Cell cell = new Cell(later);

    @Test
    void a_full_heap_ends_the_plot_in_words_and_no_other_plot() throws InterruptedException {
        LiveMonitor hit = start();
        later.run(2_000);
        LiveMonitor other = start();
        trouble.add(new OutOfMemoryError("Java heap space"));
        later.run(10_000);
        assertTrue(hit.isOver());
        hit.await();
        assertFalse(other.isOver());
        assertEquals(1, openLeases());
        Cell again = new Cell(later);
        hit.showAllIn(again, later.now);
        assertTrue(again.last().contains("could not be drawn any more: java.lang.OutOfMemoryError"), again.last());
        assertTrue(again.last().contains("over after 2 s"), again.last());
        assertTrue(again.bundle.data().containsKey(Bundle.FIGURE));
    }

    @Test
    void a_plot_that_cannot_be_drawn_at_all_any_more_is_a_sentence() {
        LiveMonitor monitor = start();
        for (int i = 0; i < 3; i++) {
            trouble.add(new NoSuchMethodError("tech.tablesaw"));
        }
        later.run(10_000);
        assertTrue(monitor.isOver());
        String sentence = "The plot of monitor 1 could not be drawn: java.lang.NoSuchMethodError: tech.tablesaw";
        assertEquals(sentence, cell.last());
        Cell again = new Cell(later);
        monitor.showAllIn(again, later.now);
        assertEquals(sentence, again.last());
        assertEquals(0, openLeases());
    }

    @Test
    void a_stop_ends_it_also_when_its_last_frame_fails() throws InterruptedException {
        LiveMonitor monitor = start();
        trouble.add(new OutOfMemoryError("Java heap space"));
        monitors.stop(monitor);
        monitor.await();
        assertTrue(monitor.isOver());
        assertEquals(0, openLeases());
    }

    @Test
    void one_whose_first_frame_fails_has_never_been() {
        Error failure = new NoSuchMethodError("tech.tablesaw");
        trouble.add(failure);
        assertSame(failure, assertThrows(NoSuchMethodError.class, this::start));
        assertEquals(List.of(), monitors.running());
        assertEquals(Optional.empty(), monitors.newest());
        assertEquals(0, openLeases());
        start();
        later.run(5_000);
        assertEquals(1, monitors.running().size());
    }

    private LiveMonitor start() {
        return monitors.start(
                LiveRequest.machine(Duration.ofSeconds(1), Duration.ZERO, EnumSet.allOf(Show.class), gpu -> true),
                cell);
    }

    private Lease watch(Duration interval) {
        Lease lease = sampler.open(interval);
        leases.add(lease);
        return lease;
    }

    private long openLeases() {
        return leases.stream().filter(Lease::isOpen).count();
    }

    private List<String> notes() {
        if (!trouble.isEmpty()) {
            throw trouble.remove();
        }
        return List.of();
    }
}
