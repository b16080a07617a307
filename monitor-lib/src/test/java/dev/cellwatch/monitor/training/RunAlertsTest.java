package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.Alerts;
import dev.cellwatch.monitor.alert.Evidence;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunAlertsTest {

    private Instant now = Instant.ofEpochSecond(1_700_000_000);
    private final InstantSource clock = () -> now;
    private final Runs runs =
            new Runs(() -> new Sampler(List.of(), sample -> {}, Clock.systemUTC()).open(Duration.ofSeconds(1)), clock);

    @AfterEach
    void close() {
        runs.close();
    }

    private TrainingRun trained(int seconds, IntToDoubleFunction loss) {
        TrainingRun run = runs.start("mnist");
        for (int second = 1; second <= seconds; second++) {
            now = now.plusSeconds(1);
            run.log(second, "loss", loss.applyAsDouble(second));
        }
        runs.fetch();
        return run;
    }

    private List<Alert> alerts() {
        return Alerts.in(
                new Evidence(new History(), runs.all(), List.of(), 85, Duration.ofSeconds(1), now.toEpochMilli()));
    }

    private String told() {
        return String.join(
                ", ",
                alerts().stream()
                        .map(alert -> (alert.firing() ? "" : "pending ")
                                + alert.rule().id())
                        .toList());
    }

    @Test
    void a_loss_that_rises_for_ten_minutes_is_told() {
        trained(700, second -> 1 + 0.001 * second);
        assertEquals("TrainingLossIncreasing", told());
        assertTrue(
                alerts().get(0).sentence().startsWith("the loss goes up: from 1."),
                alerts().get(0).sentence());
        assertEquals("mnist", alerts().get(0).subject());
    }

    @Test
    void a_falling_a_flat_and_a_noisy_flat_loss_are_not_told() {
        Random random = new Random(1);
        for (IntToDoubleFunction loss : List.<IntToDoubleFunction>of(
                second -> 2 * Math.exp(-second / 200.0), second -> 0.7, second -> 0.7 + 0.1 * random.nextGaussian())) {
            trained(700, loss).close();
            assertEquals("", told());
        }
    }

    @Test
    void a_loss_that_is_no_number_is_told_at_once() {
        trained(20, second -> second == 15 ? Double.NaN : 1.0 / second);
        assertEquals("TrainingDiverged", told());
        assertTrue(
                alerts().get(0).sentence().contains("loss is NaN at step 15"),
                alerts().get(0).sentence());
    }

    @Test
    void a_run_that_says_nothing_for_long_is_told_and_one_with_long_steps_is_not() {
        trained(100, second -> 1.0 / second);
        now = now.plusSeconds(50);
        assertEquals("", told());
        now = now.plusSeconds(30);
        assertEquals("TrainingStalled", told());
        runs.start("slow");
        TrainingRun slow = runs.newest().orElseThrow().run();
        for (int step = 1; step <= 20; step++) {
            now = now.plusSeconds(30);
            slow.log(step, "loss", 1.0 / step);
        }
        runs.fetch();
        runs.all().get(0).run().close();
        now = now.plusSeconds(300);
        assertEquals("", told(), "ten of its steps");
        now = now.plusSeconds(400);
        assertEquals("TrainingStalled", told());
    }

    @Test
    void a_run_that_hangs_over_night_is_told_in_the_morning_until_another_one_begins() {
        trained(100, second -> 1.0 / second);
        now = now.plusSeconds(8 * 3600);
        runs.fetch();
        assertEquals("TrainingStalled", told());
        runs.start("again").log(1, "loss", 1);
        runs.fetch();
        assertEquals("", told(), "nobody closed the one before");
    }

    @Test
    void a_run_that_goes_on_at_a_late_step_is_no_faster_for_that() {
        TrainingRun run = runs.start("resumed");
        for (int step = 1; step <= 20; step++) {
            now = now.plusSeconds(30);
            run.log(100_000 + step, "loss", 1.0 / step);
        }
        runs.fetch();
        now = now.plusSeconds(300);
        assertEquals("", told(), "ten of its steps");
        now = now.plusSeconds(400);
        assertEquals("TrainingStalled", told());
    }

    @Test
    void a_silence_that_comes_again_and_again_is_no_stall_as_while_a_run_validates() {
        TrainingRun run = trained(100, second -> 1.0 / second);
        now = now.plusSeconds(90);
        runs.fetch();
        assertEquals("TrainingStalled", told(), "the first one is not known yet");
        run.log(101, "validation_loss", 0.5);
        run.log(101, "loss", 0.01);
        runs.fetch();
        now = now.plusSeconds(120);
        assertEquals("", told());
        now = now.plusSeconds(120);
        assertEquals("TrainingStalled", told());
    }

    @Test
    void a_count_of_ones_own_may_grow_and_a_loss_may_not() {
        TrainingRun run = trained(20, second -> 1.0 / second);
        run.log(21, "flops", 3e21);
        runs.fetch();
        assertEquals("", told());
        run.log(22, "train_loss", 3e21);
        runs.fetch();
        assertEquals("TrainingDiverged", told());
    }

    @Test
    void a_run_that_is_over_is_not_told() {
        trained(700, second -> 1 + 0.001 * second).close();
        assertEquals("", told());
    }
}
