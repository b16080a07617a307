package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.plot.Show;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plots of a run: they begin with it, grow with it and end with it. */
class TrainingMonitorTest {

    private final Later later = new Later();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final History history = new History();
    private final Runs runs =
            new Runs(() -> sampler.open(Duration.ofSeconds(1)), () -> Instant.ofEpochMilli(later.now));
    private final LiveMonitors monitors = new LiveMonitors(
            () -> new LiveSource(sampler::open, history, request -> List.of()),
            () -> Instant.ofEpochMilli(later.now),
            later);
    private final Cell cell = new Cell(later);

    @AfterEach
    void end() {
        monitors.close();
        runs.close();
    }

    @Test
    void it_waits_for_a_run_and_ends_with_it() {
        LiveMonitor monitor = start(runs::newest);
        later.run(5_000);
        assertFalse(cell.last().contains("mnist"), cell.last());
        TrainingRun run = runs.start("mnist");
        train(run, 5, 20);
        assertTrue(cell.last().contains("mnist") && cell.last().contains("loss 0.05"), cell.last());
        assertFalse(monitor.isOver());
        run.close();
        runs.fetch();
        runs.fetch();
        later.run(30_000);
        assertTrue(monitor.isOver());
        assertTrue(cell.last().contains("over after"), cell.last());
        assertTrue(cell.bundle.data().containsKey(Bundle.PLOTLY), "the last frame is for every front end");
    }

    @Test
    void above_the_machine_it_follows_the_newest_run_and_keeps_its_own_time() {
        LiveRequest machine = LiveRequest.machine(
                Duration.ofSeconds(1), Duration.ofSeconds(60), EnumSet.allOf(Show.class), gpu -> true);
        LiveMonitor monitor = monitors.start(machine.withRun(runs::newest), cell);
        later.run(5_000);
        TrainingRun first = runs.start("first");
        train(first, 5, 10);
        assertTrue(cell.last().contains("first") && cell.last().contains("s left"), cell.last());
        first.close();
        runs.fetch();
        runs.fetch();
        train(runs.start("second"), 10, 50);
        assertTrue(cell.last().contains("second"), cell.last());
        assertFalse(monitor.isOver());
        later.run(61_000);
        assertTrue(monitor.isOver());
        assertTrue(cell.last().contains("over after 1 min"), cell.last());
        assertFalse(LiveRequest.machine(Duration.ofSeconds(1), Duration.ZERO, Show.machine(), gpu -> true)
                .withRun(runs::newest)
                .run()
                .isPresent());
    }

    @Test
    void it_ends_when_its_run_has_been_forgotten_so_that_nothing_is_measured_for_it() {
        LiveMonitor monitor = start(runs::newest);
        train(runs.start("mnist"), 0, 5);
        later.run(14 * 60_000);
        runs.fetch();
        later.run(14 * 60_000 + 5_000);
        assertFalse(monitor.isOver());
        later.run(16 * 60_000);
        runs.fetch();
        later.run(16 * 60_000 + 5_000);
        assertTrue(monitor.isOver());
    }

    @Test
    void it_stays_with_its_run_when_another_starts() {
        TrainingRun first = runs.start("first");
        start(runs::newest);
        train(first, 0, 3);
        runs.start("second");
        later.run(6_000);
        assertTrue(cell.last().contains("first"), cell.last());
        assertFalse(cell.last().contains("second"), cell.last());
    }

    @Test
    void its_axis_grows_with_the_run_in_round_steps() {
        TrainingRun run = runs.start("mnist");
        start(runs::newest);
        train(run, 0, 10);
        assertEquals("-15 s", firstTick());
        train(run, 10, 29);
        assertEquals("-30 s", firstTick());
        train(run, 29, 45);
        assertEquals("-60 s", firstTick());
        train(run, 45, 100);
        assertEquals("-120 s", firstTick());
    }

    private String firstTick() {
        String figure = String.valueOf(cell.bundle.data().get(Bundle.FIGURE));
        String ticks = figure.substring(figure.indexOf("\"ticktext\":[\"") + 13);
        return ticks.substring(0, ticks.indexOf('"'));
    }

    @Test
    void a_run_that_is_over_is_shown_as_it_was() {
        TrainingRun run = runs.start("mnist");
        train(run, 0, 60);
        run.close();
        runs.fetch();
        later.run(10_000_000);
        Optional<RunFeed> feed = runs.newest();
        monitors.showOver(request(() -> feed), feed.orElseThrow(), cell);
        assertTrue(cell.last().contains("over after 1 min"), cell.last());
        assertTrue(cell.last().contains("▁"), cell.last());
        assertEquals(List.of(), monitors.running());
    }

    @Test
    void a_comparison_moves_until_the_last_of_its_runs_is_over() {
        TrainingRun first = runs.start("first");
        train(first, 0, 20);
        first.close();
        runs.fetch();
        TrainingRun second = runs.start("second");
        LiveMonitor monitor = monitors.start(comparison(), cell);
        train(second, 20, 50);
        assertFalse(monitor.isOver());
        assertTrue(cell.last().contains("first") && cell.last().contains("loss 0.05"), cell.last());
        assertTrue(cell.last().contains("second") && cell.last().contains("loss 0.02"), cell.last());
        assertTrue(cell.last().contains("until the run ends"), cell.last());
        second.close();
        runs.fetch();
        runs.fetch();
        later.run(60_000);
        assertTrue(monitor.isOver());
        assertTrue(cell.bundle.data().containsKey(Bundle.PLOTLY), "the last frame is for every front end");
    }

    @Test
    void a_comparison_of_what_is_over_stands_still() {
        for (String name : List.of("first", "second")) {
            TrainingRun run = runs.start(name);
            run.log(1, "loss", 1);
            run.close();
            runs.fetch();
            runs.fetch();
        }
        assertTrue(comparison().run().orElseThrow().isOver());
        monitors.showStill(comparison(), List.of(), cell);
        assertTrue(cell.last().contains("time since each run's start"), cell.last());
        assertEquals(List.of(), monitors.running());
    }

    private LiveRequest comparison() {
        return new LiveRequest(
                Duration.ofSeconds(1),
                Duration.ZERO,
                Set.of(),
                gpu -> true,
                Optional.of(new RunComparison(List.copyOf(runs.all()), false)));
    }

    @Test
    void the_axis_of_steps_grows_by_round_numbers() {
        assertEquals(10, AxisLength.of(0));
        assertEquals(15, AxisLength.of(10));
        assertEquals(200, AxisLength.of(199));
        assertEquals(300, AxisLength.of(200));
        assertEquals(1000, AxisLength.of(999));
        assertEquals(1500, AxisLength.of(1000));
        assertEquals(1_000_000_000_000_000L, AxisLength.of(999_999_999_999_999L));
    }

    private void train(TrainingRun run, int fromSecond, int toSecond) {
        for (int second = fromSecond; second < toSecond; second++) {
            run.log(second, "loss", 1.0 / (second + 1));
            runs.fetch();
            later.run((second + 1) * 1000L + 90);
        }
    }

    private LiveMonitor start(Supplier<Optional<RunFeed>> source) {
        return monitors.start(request(source), cell);
    }

    private static LiveRequest request(Supplier<Optional<RunFeed>> source) {
        return new LiveRequest(
                Duration.ofSeconds(1),
                Duration.ZERO,
                EnumSet.allOf(Show.class),
                gpu -> true,
                Optional.of(new RunChoice(source)));
    }
}
