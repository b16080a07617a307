package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.plot.Comparison;
import dev.cellwatch.notebook.plot.RunView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of runs that are compared, with known answers. */
class ComparisonOverviewTest {

    private static final Subject GPU = new Subject(Subject.Kind.GPU, "GPU-1", Map.of("gpu", "0", "uuid", "GPU-1"));

    private long now = 1_800_000_000_000L;
    private final History history = new History();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), () -> Instant.ofEpochMilli(now));

    @AfterEach
    void end() {
        runs.close();
    }

    /** Each batch takes a second. */
    private void train(String name, int batches, double watts) {
        TrainingRun run = runs.start(name);
        run.batchSize(32);
        for (int i = 1; i <= batches; i++) {
            now += 1000;
            history.accept(Sample.at(now, GPU)
                    .put(GpuMetric.UTILIZATION, i % 2 == 0 ? 1 : 0.5)
                    .put(GpuMetric.MEMORY_USED, (double) (1L << 30) * (i == 7 ? 12 : 10))
                    .put(GpuMetric.POWER_USAGE, watts)
                    .build());
            run.log(i, "loss", 1.0 / (i == batches ? 2 : i));
            run.batchTook(1);
            runs.fetch();
        }
        run.log(batches, "val_loss", 0.75);
        run.close();
        runs.fetch();
        runs.fetch();
    }

    @Test
    void time_steps_losses_pace_and_what_the_gpu_did_stand_in_a_row_for_each_run() {
        train("small", 10, 100);
        now += 60_000;
        train("large", 100, 400);
        List<String> lines = lines(true);
        assertTrue(
                lines.get(1).matches("small +10 s +10 +0\\.5 +0\\.1111 +0\\.75 +0\\.75 +32 +75 % +12\\.0 GiB +1000 J"),
                lines.get(1));
        assertTrue(
                lines.get(2)
                        .matches(
                                "large +1 min 40 s +100 +0\\.5 +0\\.0101 +0\\.75 +0\\.75 +32 +75 % +12\\.0 GiB +11\\.1 Wh"),
                lines.get(2));
        assertEquals("DEMO: GPU use, GPU memory and energy are made up.", lines.get(lines.size() - 1));
    }

    @Test
    void without_a_gpu_nothing_is_said_of_one() {
        TrainingRun run = runs.start("bare");
        run.log(1, "loss", 1);
        runs.fetch();
        now += 10_000;
        List<String> lines = lines(false);
        assertEquals(
                List.of("Run", "Time", "Steps", "Loss", "Lowest"),
                List.of(lines.get(0).strip().split(" +")));
    }

    @Test
    void what_was_measured_for_half_of_the_time_only_gives_no_total() {
        TrainingRun run = runs.start("half");
        for (int i = 1; i <= 20; i++) {
            now += 1000;
            if (i <= 10) {
                history.accept(
                        Sample.at(now, GPU).put(GpuMetric.POWER_USAGE, 100).build());
            }
            run.log(i, "loss", 1);
        }
        runs.fetch();
        assertFalse(lines(false).get(0).contains("Energy"), lines(false).get(0));
    }

    private List<String> lines(boolean demo) {
        Comparison comparison =
                new Comparison(runs.all().stream().map(RunView::of).toList(), false);
        Bundle bundle = new ComparisonOverview(history, gpu -> true, demo)
                .of(comparison, now)
                .bundle();
        return String.valueOf(bundle.data().get(Bundle.TEXT)).lines().toList();
    }
}
