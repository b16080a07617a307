package dev.cellwatch.monitor.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtractionTest {

    private static final long START = 1_772_366_400_000L; // 2026-03-01T12:00:00Z
    private static final Subject FIRST = gpu(0);
    private static final Subject SECOND = gpu(1);

    private final AdjustableClock clock = new AdjustableClock(START);
    private final History history = new History();
    private final Sampler sampler = new Sampler(List.of(), history, clock);
    private final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), clock);
    private final Extraction extraction = new Extraction(history);

    @AfterEach
    void end() {
        runs.close();
    }

    private static Subject gpu(int index) {
        String number = Integer.toString(index);
        return new Subject(Subject.Kind.GPU, "GPU-" + number, Map.of("gpu", number, "uuid", "GPU-" + number));
    }

    private void put(int second, Subject subject, Metric metric, double value) {
        history.accept(
                Sample.at(START + second * 1000L, subject).put(metric, value).build());
    }

    private Extract all(int seconds) {
        return extraction.between(START, START + seconds * 1000L, runs.all(), subject -> true);
    }

    private static List<String> names(Extract extract) {
        return extract.columns().stream().map(ExtractColumn::name).toList();
    }

    private static ExtractColumn column(Extract extract, String name) {
        return extract.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + names(extract)));
    }

    private static List<OptionalDouble> values(Extract extract, String name) {
        ExtractColumn column = column(extract, name);
        return IntStream.range(0, extract.rows()).mapToObj(column::at).toList();
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    @Test
    void a_column_is_named_by_what_it_is_of_and_the_metric() {
        put(1, FIRST, GpuMetric.UTILIZATION, 0.5);
        put(1, SECOND, GpuMetric.UTILIZATION, 0.25);
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        put(1, Subject.JVM, JvmMetric.HEAP_USED, 1000);
        Subject slice =
                new Subject(Subject.Kind.GPU_INSTANCE, "MIG-1", Map.of("gpu", "1", "uuid", "MIG-89abcdef-0123"));
        put(1, slice, GpuMetric.MEMORY_USED, 10);
        assertEquals(
                List.of(
                        "gpu0_utilization_ratio",
                        "gpu1_utilization_ratio",
                        "gpu1_mig_89abcdef_memory_used_bytes",
                        "host_cpu_usage_ratio",
                        "jvm_heap_used_bytes"),
                names(all(1)));
    }

    @Test
    void rows_are_seconds_and_what_was_not_measured_is_absent() {
        put(1, FIRST, GpuMetric.UTILIZATION, 0.5);
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        put(2, Subject.HOST, HostMetric.CPU_USAGE, 0.2);
        Extract extract = all(2);
        assertEquals(2, extract.rows());
        assertEquals(START + 1000, extract.timeMillis(0));
        assertEquals(List.of(of(0.5), OptionalDouble.empty()), values(extract, "gpu0_utilization_ratio"));
        assertEquals(List.of(of(0.1), of(0.2)), values(extract, "host_cpu_usage_ratio"));
    }

    @Test
    void a_time_in_which_nothing_was_measured_has_no_rows() {
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        put(200, Subject.HOST, HostMetric.CPU_USAGE, 0.2);
        Extract extract = all(300);
        assertEquals(2, extract.rows());
        assertEquals(START + 200_000, extract.timeMillis(1));
        Extract before = extraction.between(START - 9000, START, List.of(), subject -> true);
        assertEquals(0, before.rows());
        assertEquals(List.of(), before.columns());
    }

    @Test
    void a_spike_shows_in_the_highest_value_when_rows_are_means() {
        for (int s = 1; s <= 7200; s++) {
            put(s, FIRST, GpuMetric.UTILIZATION, s == 4321 ? 0.87 : 0);
        }
        Extract extract = all(7200);
        assertEquals(10_000, extract.stepMillis());
        ExtractColumn busy = column(extract, "gpu0_utilization_ratio");
        assertEquals(of(0.87), OptionalDouble.of(Math.round(busy.highest().orElseThrow() * 1e6) / 1e6));
        assertEquals(of(0), busy.lowest());
        assertTrue(busy.mean().orElseThrow() < 0.001);
        assertEquals(of(0.087), busy.at((4321 - 10) / 10), "as it was put in, without the digits of a float");
    }

    @Test
    void a_counter_stands_where_it_is_at_the_end_of_a_row() {
        for (int s = 1; s <= 1200; s++) {
            put(s, FIRST, GpuMetric.ENERGY, s * 100);
            put(s, FIRST, GpuMetric.UTILIZATION, 0.5);
        }
        List<OptionalDouble> joules = values(all(1200), "gpu0_energy_joules_total");
        assertEquals(OptionalDouble.empty(), joules.get(0), "what no plot draws is kept for 15 minutes");
        assertEquals(of(118_900), joules.get(joules.size() - 3));
    }

    @Test
    void the_mean_of_values_that_are_the_same_is_that_value() {
        TrainingRun run = runs.start("mnist");
        for (int i = 0; i < 12; i++) {
            run.log(i, "lr", 1e-4);
        }
        clock.add(1000);
        runs.fetch();
        assertEquals(
                of(1e-4),
                values(extraction.of(feed(), clock.millis()), "learning_rate").get(0));
    }

    @Test
    void only_what_is_asked_for() {
        put(1, FIRST, GpuMetric.UTILIZATION, 0.5);
        put(1, SECOND, GpuMetric.UTILIZATION, 0.5);
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        assertEquals(
                List.of("gpu1_utilization_ratio"),
                names(extraction.between(START, START + 1000, List.of(), SECOND::equals)));
    }

    @Test
    void what_runs_logged_stands_beside_the_machine_by_the_name_of_the_run() {
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        clock.add(1200);
        TrainingRun run = runs.start("mnist");
        run.log(1, "loss", 2);
        run.log(2, "loss", 1);
        run.log(2, "lr", 0.1);
        runs.start("other").close();
        runs.fetch();
        Extract extract = all(2);
        assertEquals(List.of("mnist_loss", "mnist_learning_rate", "host_cpu_usage_ratio"), names(extract));
        assertEquals(List.of(of(1.5)), values(extract, "mnist_loss"));
    }

    @Test
    void a_run_by_itself_has_its_own_names_from_its_first_value_to_its_last() {
        put(1, Subject.HOST, HostMetric.CPU_USAGE, 0.1);
        clock.add(700);
        TrainingRun run = runs.start("mnist");
        run.log(1, "loss", 2);
        clock.add(1000);
        run.log(2, "loss", 1);
        run.log(2, "val_loss", 1.25);
        clock.add(100);
        run.close();
        clock.add(60_000);
        runs.fetch();
        Extract extract = extraction.of(feed(), clock.millis());
        assertEquals(List.of("loss", "validation_loss", "host_cpu_usage_ratio"), names(extract));
        assertEquals(START, extract.timeMillis(0));
        assertEquals(List.of(of(2), of(1)), values(extract, "loss"));
        assertEquals(List.of(OptionalDouble.empty(), of(1.25)), values(extract, "validation_loss"));
    }

    private RunFeed feed() {
        return runs.newest().orElseThrow();
    }

    @Test
    void no_two_names_are_the_same_whatever_a_run_calls_its_values() {
        TrainingRun run = runs.start("mnist");
        for (String name : List.of("Time", "Loss", "loss", "LOSS", "", "a\nb")) {
            run.log(1, name, 1);
        }
        clock.add(1000);
        runs.fetch();
        assertEquals(
                List.of("Time_2", "Loss", "loss_2", "LOSS_3", "_2", "a_b"),
                names(extraction.of(feed(), clock.millis())));
    }

    @Test
    void a_million_values_come_out_as_a_thousand_rows() {
        TrainingRun run = runs.start("long");
        for (int s = 0; s < 100_000; s++) {
            clock.add(500);
            run.log(s, "loss", s);
            if (s % 10_000 == 0) {
                runs.fetch();
            }
        }
        runs.fetch();
        Extract extract = extraction.of(feed(), clock.millis());
        assertTrue(extract.rows() > 500 && extract.rows() <= Extraction.MOST_ROWS, "rows: " + extract.rows());
        assertEquals(of(99_999), column(extract, "loss").highest());
    }
}
