package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final long START = 1_000_000;

    private final AdjustableClock clock = new AdjustableClock(START);
    private final List<Lease> leases = new ArrayList<>();
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, clock);
    private final Runs runs = new Runs(this::lease, clock);

    private synchronized Lease lease() {
        Lease lease = sampler.open(Duration.ofSeconds(1));
        leases.add(lease);
        return lease;
    }

    private synchronized long openLeases() {
        return leases.stream().filter(Lease::isOpen).count();
    }

    @AfterEach
    void end() {
        runs.close();
    }

    @Test
    void its_newest_values_are_known_by_their_rows() {
        TrainingRun run = runs.start("mnist");
        run.log(1, "loss", 2.5);
        run.log(2, Map.of("train_loss", 2.25, "lr", 1e-3, "accuracy", 0.1));
        run.epoch(1, 3);
        runs.fetch();
        RunFeed feed = feed("mnist");
        assertEquals(OptionalDouble.of(2.25), feed.latest(TrainingMetric.LOSS), "train_loss is the loss, too");
        assertEquals(OptionalDouble.of(1e-3), feed.latest(TrainingMetric.LEARNING_RATE));
        assertEquals(OptionalDouble.of(1), feed.latest(TrainingMetric.EPOCH));
        assertEquals(OptionalDouble.empty(), feed.latest(TrainingMetric.VALIDATION_LOSS));
        assertEquals(
                List.of("training_loss", "learning_rate", "accuracy", "current_epoch"),
                sorted(feed.record().names()));
    }

    private static List<String> sorted(List<String> names) {
        List<String> order = List.of("training_loss", "learning_rate", "accuracy", "current_epoch");
        return names.stream()
                .sorted((a, b) -> order.indexOf(a) - order.indexOf(b))
                .toList();
    }

    @Test
    void batches_give_their_time_and_the_throughput() {
        TrainingRun run = runs.start("mnist");
        run.batchSize(64);
        for (int i = 0; i < 19; i++) {
            run.batchTook(0.05);
        }
        run.batchDone();
        run.batch().close();
        clock.add(1000);
        runs.fetch();
        assertEquals(21, run.batches());
        assertEquals(OptionalDouble.of(21 * 64), feed("mnist").latest(TrainingMetric.THROUGHPUT));
        assertTrue(
                feed("mnist").latest(TrainingMetric.BATCH_TIME).orElseThrow() < 0.05,
                "the newest one, which did nothing");
    }

    @Test
    void batches_of_a_loop_are_timed_without_what_they_were_waited_for() {
        TrainingRun run = runs.start("mnist");
        Iterator<Integer> slow = IntStream.range(0, 5)
                .peek(number -> LockSupport.parkNanos(100_000_000))
                .boxed()
                .iterator();
        int sum = 0;
        for (int batch : run.timed(() -> slow)) {
            sum += batch;
            if (batch == 3) {
                break;
            }
        }
        runs.fetch();
        assertEquals(0 + 1 + 2 + 3, sum);
        assertEquals(3, run.batches(), "the one that the loop left was not done");
        assertTrue(feed("mnist").record().lowest("batch_processing_time").orElseThrow() < 0.05);
        for (int batch : run.timed(List.of(7))) {
            assertEquals(7, batch);
        }
        assertEquals(4, run.batches());
    }

    @Test
    @SuppressWarnings("NullAway") // what notebooks do
    void whatever_is_logged_the_training_goes_on() {
        TrainingRun run = runs.start(null);
        run.log(1, null, 1);
        run.log(2, (Map<String, Double>) null);
        Map<String, Double> values = new HashMap<>();
        values.put("loss", null);
        values.put(null, 3.0);
        run.log(3, values);
        run.log(4, "loss", 0.5);
        run.log(5, "huge", 1e300);
        runs.fetch();
        assertEquals(OptionalDouble.of(0.5), feed("null").latest(TrainingMetric.LOSS));
        assertEquals(OptionalDouble.of(3), feed("null").record().latest("null"));
        assertEquals(List.of("loss is NaN at step 3, and 1 more"), feed("null").problems());
    }

    @Test
    void it_says_how_long_the_rest_takes_once_an_epoch_is_done() {
        TrainingRun run = runs.start("mnist");
        run.epoch(1, 10);
        assertEquals(Optional.empty(), run.epochs().left(clock.millis()));
        clock.add(60_000);
        run.epoch(2, 10);
        clock.add(15_000);
        assertEquals(Optional.of(Duration.ofSeconds(8 * 60 + 45)), run.epochs().left(clock.millis()));
        clock.add(3_600_000);
        assertEquals(
                Optional.of(Duration.ofMinutes(8)),
                run.epochs().left(clock.millis()),
                "never less than what is to come");
    }

    @Test
    void what_is_no_number_is_told_and_not_kept_as_one() {
        TrainingRun run = runs.start("mnist");
        run.log(7, "loss", Double.NaN);
        run.log(8, "loss", Double.POSITIVE_INFINITY);
        runs.fetch();
        assertFalse(feed("mnist").record().names().contains("training_loss"));
        assertEquals(List.of("loss is NaN at step 7, and 1 more"), feed("mnist").problems());
    }

    @Test
    void ten_thousand_names_are_bounded_and_said() {
        TrainingRun run = runs.start("mnist");
        for (int i = 0; i < 10_000; i++) {
            run.log(i, "name" + i, 1);
        }
        runs.fetch();
        assertEquals(RunRecord.MOST_NAMES, feed("mnist").record().names().size());
        assertEquals(
                List.of("more than 64 names: \"name64\" and others are not kept (9936 values)"),
                feed("mnist").problems());
    }

    @Test
    void values_after_the_end_are_counted_and_left_out() {
        TrainingRun run = runs.start("mnist");
        run.log(1, "loss", 1);
        run.close();
        run.log(2, "loss", 5);
        run.close();
        runs.fetch();
        assertEquals(OptionalDouble.of(1), feed("mnist").record().latest("training_loss"));
        assertEquals(
                List.of("1 value came after the run's end and went unheard"),
                feed("mnist").problems());
        assertEquals(START, run.endMillis());
    }

    @Test
    void a_run_of_the_same_name_ends_the_one_that_was_left_open() {
        TrainingRun first = runs.start("mnist");
        TrainingRun other = runs.start("other");
        TrainingRun second = runs.start("mnist");
        assertTrue(first.isOver());
        assertFalse(other.isOver());
        assertEquals(second, feed("mnist").run());
        assertEquals(first, feed("1").run());
        assertEquals(Optional.empty(), runs.find("nobody"));
    }

    @Test
    void all_is_measured_while_a_run_says_something() {
        TrainingRun run = runs.start("mnist");
        assertEquals(1, openLeases());
        clock.add(14 * 60_000);
        runs.fetch();
        assertEquals(1, openLeases());
        clock.add(2 * 60_000);
        runs.fetch();
        assertEquals(0, openLeases(), "forgotten");
        assertTrue(feed("mnist").isQuiet());
        assertTrue(feed("mnist").problems().get(0).startsWith("nothing was logged for 15 min"));
        run.log(1, "loss", 1);
        runs.fetch();
        assertEquals(1, openLeases(), "it goes on");
        run.close();
        runs.fetch();
        assertEquals(0, openLeases());
    }

    @Test
    void at_most_sixteen_are_remembered_and_the_oldest_of_too_many_is_ended() {
        TrainingRun open = runs.start("open");
        for (int i = 0; i < 40; i++) {
            runs.start("run " + i).close();
        }
        assertEquals(Runs.MOST, runs.all().size());
        assertEquals(open, runs.all().get(0).run(), "one that goes on outlives those that are over");
        assertEquals("run 39", runs.newest().orElseThrow().run().name());
        for (int i = 0; i < 40; i++) {
            runs.start("sweep " + i);
        }
        assertEquals(Runs.MOST, runs.all().size());
        assertTrue(open.isOver());
        assertEquals(Runs.MOST, openLeases());
    }

    @Test
    void a_number_is_preferred_to_a_name() {
        TrainingRun first = runs.start("2");
        TrainingRun second = runs.start("other");
        assertEquals(second, feed("2").run());
        assertEquals(first, feed("1").run());
    }

    @Test
    void its_own_thread_fetches_while_a_run_is_open() throws InterruptedException {
        TrainingRun run = runs.start("mnist");
        run.log(1, "loss", 1);
        for (int i = 0; i < 200 && !feed("mnist").record().names().contains("training_loss"); i++) {
            Thread.sleep(20);
        }
        assertTrue(feed("mnist").record().names().contains("training_loss"));
    }

    private RunFeed feed(String which) {
        return runs.find(which).orElseThrow();
    }
}
