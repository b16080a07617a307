package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs outlive their kernel. Here a kernel is an archive of its own on the same folder. */
class RunArchiveTest {

    private static final long START = 1_800_000_000_000L;
    private static final Subject GPU = new Subject(Subject.Kind.GPU, "GPU-1", Map.of("gpu", "0", "uuid", "GPU-1"));

    @TempDir
    Path state;

    private final AdjustableClock clock = new AdjustableClock(START);
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, clock);
    private final List<Kernel> kernels = new ArrayList<>();

    private final class Kernel {
        final History history = new History();
        final RunFolder folder = new RunFolder(folder());
        final RunKeeper keeper =
                new RunKeeper(folder, new RunPlace(history, Optional.of("/home/ada/digits.ipynb"), true)::form, clock);
        final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), clock, Optional.of(keeper));
        final RunArchive archive = new RunArchive(folder, runs);

        Kernel() {
            kernels.add(this);
        }

        TrainingRun train(String name, int seconds) {
            TrainingRun run = runs.start(name);
            train(run, seconds);
            return run;
        }

        void train(TrainingRun run, int seconds) {
            for (int i = 0; i < seconds; i++) {
                clock.add(1000);
                history.accept(Sample.at(clock.millis(), GPU)
                        .put(GpuMetric.UTILIZATION, i % 10 / 10.0)
                        .put(GpuMetric.MEMORY_TOTAL, 80L << 30)
                        .build());
                run.log(i + 1, "loss", 1.0 / (i + 1));
                run.batchTook(0.25);
                runs.fetch();
            }
        }

        /** What happens within a second of a run's end. */
        void keep(TrainingRun run) {
            run.close();
            runs.fetch();
            runs.fetch();
            keeper.keep(false);
        }

        List<String> names() {
            return archive.list(20).runs().stream().map(ReadableRun::name).toList();
        }
    }

    private Path folder() {
        return state.resolve("cellwatch").resolve("runs");
    }

    @AfterEach
    void end() {
        kernels.forEach(kernel -> kernel.runs.close());
    }

    @Test
    void a_run_is_read_in_the_next_kernel_as_it_was() {
        Kernel first = new Kernel();
        TrainingRun run = first.runs.start("mnist \ud83d\ude00 \ud83d");
        run.epoch(2, 3);
        first.train(run, 3000);
        run.log(1, "broken", Double.NaN);
        first.keep(run);
        RunFeed was = first.runs.newest().orElseThrow();

        clock.add(3_600_000);
        ReadableRun kept =
                new Kernel().archive.find("mnist \ud83d\ude00 \ud83d").orElseThrow();
        assertEquals(was.name(), kept.name());
        assertEquals(Optional.of("/home/ada/digits.ipynb"), kept.notebook());
        assertEquals(was.startMillis(), kept.startMillis());
        assertEquals(was.endMillis(), kept.endMillis());
        assertTrue(kept.isOver() && kept.isSettled());
        assertEquals(2, kept.epochs().number());
        assertEquals(3, kept.epochs().of());
        assertEquals(3000, kept.steps());
        assertEquals(List.of("broken is NaN at step 1"), kept.problems());
        assertEquals(was.record().names(), kept.record().names());
        assertEquals(was.latest(TrainingMetric.LOSS), kept.latest(TrainingMetric.LOSS));
        assertEquals(was.record().lowest("training_loss"), kept.record().lowest("training_loss"));
        assertSame(window(was.record()), window(kept.record()));
        assertEquals(
                (double) was.record().steps().applyAsLong(START + 1_500_000),
                (double) kept.record().steps().applyAsLong(START + 1_500_000),
                1000.0);
    }

    private static Window window(RunRecord record) {
        return record.window("training_loss", START, START + 3_000_000, 120);
    }

    private static void assertSame(Window one, Window other) {
        assertEquals(one.startMillis(), other.startMillis());
        assertEquals(one.stepMillis(), other.stepMillis());
        assertArrayEquals(one.mean(), other.mean(), 1e-6);
        assertArrayEquals(one.min(), other.min(), 1e-6);
        assertArrayEquals(one.max(), other.max(), 1e-6);
    }

    @Test
    void what_the_machine_did_beside_it_is_there_too() {
        Kernel first = new Kernel();
        first.keep(first.train("mnist", 1200));
        ReadableRun kept = new Kernel().archive.find("mnist").orElseThrow();
        MachineRecord machine = kept.machine().orElseThrow();
        assertTrue(machine.isDemo());
        assertEquals(List.of(GPU), machine.subjects(Subject.Kind.GPU));
        assertEquals("0", machine.subjects(Subject.Kind.GPU).get(0).label("gpu"));
        Window use = window(machine, GpuMetric.UTILIZATION);
        assertEquals(0.9, java.util.Arrays.stream(use.max()).max().orElseThrow(), 1e-6);
        assertEquals(0.45, java.util.Arrays.stream(use.mean()).average().orElseThrow(), 0.02);
        assertEquals(80, window(machine, GpuMetric.MEMORY_TOTAL).mean()[60] / (1L << 30), 1e-5);
        assertEquals(0, window(machine, GpuMetric.POWER_USAGE).size(), "nobody could read it");
    }

    private static Window window(MachineRecord machine, Metric metric) {
        return machine.window(GPU, metric, START, START + 1_200_000, 120);
    }

    @Test
    void a_kernel_that_is_killed_loses_half_a_minute() {
        Kernel killed = new Kernel();
        TrainingRun run = killed.train("mnist", 40);
        killed.keeper.keep(false);
        killed.train(run, 10);
        killed.keeper.keep(false);
        ReadableRun kept = new Kernel().archive.find("mnist").orElseThrow();
        assertEquals(40, kept.steps());
        assertEquals(START + 40_000, kept.endMillis());
        assertTrue(kept instanceof KeptRun one && !one.hasEnded() && one.goesOn(clock.millis()));
        clock.add(120_000);
        assertTrue(kept instanceof KeptRun one && !one.goesOn(clock.millis()), "nobody has saved it since");
        assertEquals(List.of("its end was not saved: this is how far it was when it was saved last"), kept.problems());
    }

    @Test
    void one_that_was_forgotten_open_is_not_written_for_ever() throws IOException {
        Kernel kernel = new Kernel();
        TrainingRun run = kernel.train("mnist", 31);
        clock.add(16 * 60_000);
        kernel.runs.fetch();
        kernel.keeper.keep(false);
        Files.delete(files().get(0));
        clock.add(60_000);
        kernel.keeper.keep(false);
        assertEquals(List.of(), files());
        kernel.train(run, 1);
        clock.add(30_000);
        kernel.keeper.keep(false);
        assertEquals(1, files().size());
    }

    @Test
    void a_kernel_that_closes_writes_what_is_open() {
        Kernel closed = new Kernel();
        closed.train("mnist", 3);
        closed.runs.close();
        ReadableRun kept = new Kernel().archive.find("mnist").orElseThrow();
        assertTrue(kept instanceof KeptRun one && one.hasEnded());
        assertEquals(3, kept.steps());
    }

    @Test
    void a_thread_of_its_own_writes_a_run_that_is_over() throws InterruptedException {
        RunPlace place = new RunPlace(new History(), Optional.empty(), false);
        RunArchive archive = RunArchive.open(folder(), () -> sampler.open(Duration.ofSeconds(1)), clock, place);
        try (TrainingRun run = archive.runs().start("mnist")) {
            run.log(1, "loss", 1);
        }
        Kernel other = new Kernel();
        for (int i = 0; i < 500 && other.names().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertEquals(List.of("mnist"), other.names());
        archive.runs().close();
    }

    @Test
    void a_run_that_said_nothing_is_not_kept() {
        Kernel kernel = new Kernel();
        kernel.keep(kernel.runs.start("nothing"));
        assertEquals(List.of(), new Kernel().names());
        assertFalse(Files.exists(folder()));
    }

    @Test
    void two_kernels_that_start_the_same_run_at_the_same_time_keep_both() {
        Kernel one = new Kernel();
        Kernel other = new Kernel();
        TrainingRun first = one.runs.start("mnist");
        TrainingRun second = other.runs.start("mnist");
        first.log(1, "loss", 1);
        second.log(1, "loss", 2);
        one.keep(first);
        other.keep(second);
        List<ReadableRun> kept = new Kernel().archive.list(20).runs();
        assertEquals(2, kept.size());
        assertEquals(2, kept.stream().map(ReadableRun::label).distinct().count());
        assertEquals(List.of("mnist", "mnist"), one.names(), "its own, and the other's");
    }

    @Test
    void a_run_is_found_by_number_label_and_name_and_the_newest_of_a_name_is_meant() {
        Kernel before = new Kernel();
        before.keep(before.train("1", 2));
        before.keep(before.train("mnist", 3));
        before.keep(before.train("mnist", 4));
        Kernel kernel = new Kernel();
        assertEquals(4, kernel.archive.find("mnist").orElseThrow().steps());
        assertEquals(2, kernel.archive.find("1").orElseThrow().steps(), "by its name: there is no run of that number");
        String label = kernel.archive.list(20).runs().get(1).label();
        assertTrue(label.matches("r-[0-9a-z]{6}"), label);
        assertEquals(3, kernel.archive.find(label).orElseThrow().steps());
        assertEquals(
                3,
                before.archive.find(label).orElseThrow().steps(),
                "its own kernel knows the label that it will have");
        kernel.train("mnist", 5);
        assertEquals(kernel.runs.newest(), kernel.archive.find("mnist"));
        assertEquals(kernel.runs.newest(), kernel.archive.find("1"));
        assertEquals(Optional.empty(), kernel.archive.find("nobody"));
    }

    @Test
    void a_list_has_the_newest_and_says_how_many_there_are_besides() {
        Kernel before = new Kernel();
        for (int i = 0; i < 25; i++) {
            before.keep(before.train("run " + i, 1));
        }
        Kernel kernel = new Kernel();
        kernel.train("mine", 1);
        RunArchive.Listing listing = kernel.archive.list(20);
        assertEquals(21, listing.runs().size());
        assertEquals("run 5", listing.runs().get(0).name());
        assertEquals("mine", listing.runs().get(20).name());
        assertEquals(5, listing.older());
        assertEquals(OptionalDouble.of(1), listing.runs().get(0).latest(TrainingMetric.LOSS));
        assertEquals(25, before.archive.list(20).runs().size(), "what it has forgotten itself is kept");
    }

    @Test
    void files_that_cannot_be_read_are_passed_over_and_named() throws IOException {
        Kernel before = new Kernel();
        before.keep(before.train("good", 2));
        before.keep(before.train("cut", 2));
        before.keep(before.train("newer", 2));
        List<Path> files = files();
        byte[] whole = Files.readAllBytes(files.get(1));
        Files.write(files.get(1), java.util.Arrays.copyOf(whole, 60));
        try (java.util.zip.GZIPOutputStream newer =
                new java.util.zip.GZIPOutputStream(Files.newOutputStream(files.get(2)))) {
            newer.write("{\"version\":2,\"what\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Files.writeString(folder().resolve("run-20270115T080000000-0123456789abcdef-1.json.gz"), "{}");
        Files.writeString(folder().resolve("run-notes.txt"), "mine");
        RunArchive.Listing listing = new Kernel().archive.list(20);
        assertEquals(
                List.of("good"), listing.runs().stream().map(ReadableRun::name).toList());
        String passed = " was passed over ";
        assertEquals(
                Set.of(
                        "the file " + files.get(2).getFileName() + passed + "(of a newer Cellwatch)",
                        "the file " + files.get(1).getFileName() + passed + "(damaged)",
                        "the file run-20270115T080000000-0123456789abcdef-1.json.gz" + passed + "(damaged)"),
                Set.copyOf(listing.problems()));
        assertEquals(Optional.empty(), new Kernel().archive.find("cut"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    @Test
    void while_the_folder_cannot_be_written_it_says_so_and_the_run_is_written_when_it_can() throws IOException {
        Files.createDirectory(state.resolve("cellwatch"));
        Files.writeString(folder(), "a file in the place of the folder");
        Kernel kernel = new Kernel();
        TrainingRun run = kernel.train("mnist", 2);
        kernel.keep(run);
        assertEquals(
                Optional.of("runs are not kept: " + folder()
                        + " cannot be written (there is a file where a folder should be); this is tried again"),
                kernel.runs.keepingProblem());
        assertEquals(
                kernel.runs.keepingProblem().orElseThrow(),
                kernel.archive.list(20).problems().get(0));
        assertEquals(List.of("mnist"), kernel.names());
        Files.delete(folder());
        clock.add(10_000);
        kernel.keeper.keep(false);
        assertEquals(List.of(), new Kernel().names(), "not at every look");
        clock.add(30_000);
        kernel.keeper.keep(false);
        assertEquals(Optional.empty(), kernel.runs.keepingProblem());
        assertEquals(List.of("mnist"), new Kernel().names());
    }

    @Test
    void a_folder_that_is_removed_while_a_run_goes_on_is_made_again() throws IOException {
        Kernel kernel = new Kernel();
        TrainingRun run = kernel.train("mnist", 31);
        kernel.keeper.keep(false);
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.delete(folder());
        kernel.train(run, 1);
        kernel.keep(run);
        assertEquals(32, new Kernel().archive.find("mnist").orElseThrow().steps());
    }

    @Test
    void a_kept_run_can_be_forgotten() {
        Kernel before = new Kernel();
        before.keep(before.train("mnist", 2));
        Kernel kernel = new Kernel();
        assertEquals(Optional.empty(), kernel.archive.forget((KeptRun)
                kernel.archive.find("mnist").orElseThrow()));
        assertEquals(List.of(), kernel.names());
    }

    @Test
    void the_largest_run_takes_a_few_megabytes() throws IOException {
        Kernel kernel = new Kernel();
        TrainingRun run = kernel.runs.start("large");
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 1024; i++) {
            clock.add(100);
            for (int name = 0; name < RunRecord.MOST_NAMES; name++) {
                run.log(i, "name" + name, random.nextGaussian());
            }
            kernel.runs.fetch();
        }
        kernel.keep(run);
        long bytes = Files.size(files().get(0));
        assertTrue(bytes < 3_000_000, bytes + " bytes");
        ReadableRun kept = new Kernel().archive.find("large").orElseThrow();
        assertEquals(run.name(), kept.name());
        assertEquals(RunRecord.MOST_NAMES, kept.record().names().size());
    }
}
