package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.plot.Show;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveMonitorsTest {

    private final Later later = new Later();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final List<String> notes = new ArrayList<>();
    private final LiveMonitors monitors = new LiveMonitors(
            () -> new LiveSource(sampler::open, new History(), request -> notes),
            () -> java.time.Instant.ofEpochMilli(later.now),
            later);
    private final Cell cell = new Cell(later);

    @Test
    void a_frame_follows_each_sample() {
        start(2, 60);
        later.run(7_000);
        assertEquals(List.of("2080", "4080", "6080"), cell.times.subList(cell.times.size() - 3, cell.times.size()));
    }

    @Test
    void it_ends_on_time_with_a_last_frame_for_every_front_end() {
        LiveMonitor monitor = start(5, 12);
        later.run(60_000);
        assertTrue(monitor.isOver());
        assertEquals("12000", cell.times.get(cell.times.size() - 1));
        assertTrue(cell.last().contains("over after 12 s"), cell.last());
        assertTrue(cell.bundle.data().containsKey(Bundle.PLOTLY));
    }

    @Test
    void without_an_end_it_goes_on_until_it_is_stopped() {
        LiveMonitor monitor = start(600, 0);
        later.run(100_000_000);
        assertFalse(monitor.isOver());
        assertTrue(cell.last().contains("until stopped"), cell.last());
        monitors.stop(monitor);
        int frames = cell.times.size();
        later.run(100_010_000);
        assertEquals(frames, cell.times.size());
        assertTrue(cell.last().contains("over after 1 d 3 h"), cell.last());
    }

    @Test
    void of_too_many_the_oldest_is_stopped() {
        LiveMonitor first = start(1, 0);
        for (int i = 1; i < 200; i++) {
            start(1, 0);
        }
        assertTrue(first.isOver());
        assertEquals(LiveMonitors.MOST, monitors.running().size());
        assertEquals(200, monitors.newest().orElseThrow().id());
    }

    @Test
    void one_that_runs_is_known_however_many_come_and_go_after_it() {
        LiveMonitor endless = start(600, 0);
        for (int i = 0; i < 40; i++) {
            start(600, 1);
            later.run(later.now + 2_000);
        }
        assertEquals(List.of(endless), monitors.running());
        assertEquals(endless, monitors.find(endless.id()).orElseThrow());
        assertEquals(Optional.empty(), monitors.find(2));
        monitors.close();
        assertTrue(endless.isOver());
    }

    @Test
    void all_stop_when_the_kernel_does() {
        start(1, 0);
        start(1, 60);
        monitors.close();
        assertEquals(List.of(), monitors.running());
    }

    @Test
    void one_that_is_shown_again_moves_in_both_cells() {
        LiveMonitor monitor = start(1, 0);
        later.run(5_000);
        Cell second = new Cell(later);
        monitor.showAllIn(second, later.now);
        later.run(7_000);
        assertEquals(cell.last(), second.last());
    }

    @Test
    void of_many_places_that_show_it_the_newest_move() {
        LiveMonitor monitor = start(1, 0);
        List<Cell> shown = new ArrayList<>(List.of(cell));
        for (int i = 0; i < 100; i++) {
            Cell next = new Cell(later);
            monitor.showAllIn(next, later.now);
            shown.add(next);
        }
        later.run(5_000);
        assertEquals(
                LiveMonitor.MOST_OUTPUTS,
                shown.stream().filter(one -> one.times.contains("4080")).count());
        assertTrue(shown.get(100).times.contains("4080"));
        assertTrue(cell.last().contains("goes on where it was shown later"), cell.last());
    }

    @Test
    void one_that_is_over_can_still_be_shown() {
        LiveMonitor monitor = start(1, 2);
        later.run(3_000);
        Cell second = new Cell(later);
        monitor.showAllIn(second, later.now);
        assertTrue(second.last().contains("over after 2 s"), second.last());
    }

    @Test
    void the_reader_is_told_what_there_is_to_know() {
        notes.add("There is no NVIDIA driver here.");
        start(1, 60);
        assertTrue(cell.last().contains("There is no NVIDIA driver here."), cell.last());
    }

    private LiveMonitor start(int seconds, int duration) {
        LiveRequest request = LiveRequest.machine(
                Duration.ofSeconds(seconds), Duration.ofSeconds(duration), EnumSet.allOf(Show.class), gpu -> true);
        return monitors.start(request, cell);
    }
}
