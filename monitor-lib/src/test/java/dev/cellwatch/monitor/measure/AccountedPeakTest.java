package dev.cellwatch.monitor.measure;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.processes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cellwatch.monitor.gpu.GpuProbe;
import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Distributor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the driver's account says of a stretch of time, through the real sampler. */
@SuppressWarnings("UnnecessaryLambda") // a name says what it stands for
class AccountedPeakTest {

    private static final String STATS = "nvmlDeviceGetAccountingStats";
    private static final String LIST = "nvmlDeviceGetComputeRunningProcesses_v3";
    private static final Predicate<Subject> ALL = gpu -> true;
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private final ScriptedNvml nvml = new ScriptedNvml(1)
            .answers("nvmlDeviceGetAccountingMode", ints(1))
            .answers(LIST, processes(24, PID, 1 << 20));

    private static ScriptedNvml.Answer most(int bytes) {
        return ints(0, 0, bytes, 0, 0, 0, 0, 0, 1);
    }

    /** What is said of the only GPU after a cell that runs this. */
    private static Optional<AccountedPeak> after(NvmlSource source, Runnable cell, Predicate<Subject> ours)
            throws InterruptedException {
        AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);
        GpuProbe gpus = new GpuProbe(source, Set.of());
        Distributor samples = new Distributor();
        try (Sampler sampler = new Sampler(List.of(gpus), samples, clock)) {
            Readings readings = new Readings(sampler::open, sampler, samples, gpus::accountedPeaks, clock);
            try (Measurement measurement = Measurement.begin(readings, Duration.ofSeconds(1))) {
                cell.run();
                return measurement.end(ALL, ours).gpus().get(0).ownPeak();
            }
        }
    }

    @Test
    void a_cell_that_took_more_than_ever_before_has_reached_that_exactly() throws InterruptedException {
        nvml.answers(STATS, most(1000));
        assertEquals(
                Optional.of(new AccountedPeak(3000, true)),
                after(nvml.source(), () -> nvml.answers(STATS, most(3000)), ALL));
    }

    @Test
    void a_cell_that_did_not_took_at_most_what_was_taken_before() throws InterruptedException {
        nvml.answers(STATS, most(1000));
        assertEquals(Optional.of(new AccountedPeak(1000, false)), after(nvml.source(), () -> {}, ALL));
    }

    @Test
    void the_first_cell_on_a_gpu_has_reached_its_peak_exactly() throws InterruptedException {
        nvml.answers(LIST, processes(24)).answers(STATS, most(3000));
        Runnable first = () -> nvml.answers(LIST, processes(24, PID, 1 << 20));
        assertEquals(Optional.of(new AccountedPeak(3000, true)), after(nvml.source(), first, ALL));
    }

    @Test
    void a_gpu_that_is_not_ours_has_none() throws InterruptedException {
        nvml.answers(STATS, most(1000));
        assertEquals(Optional.empty(), after(nvml.source(), () -> {}, gpu -> false));
    }

    @Test
    void a_measurement_that_cannot_begin_keeps_nothing_measured() {
        AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);
        Distributor samples = new Distributor();
        List<Lease> leases = new ArrayList<>();
        try (Sampler sampler = new Sampler(List.of(new GpuProbe(nvml.source(), Set.of())), samples, clock)) {
            Function<Duration, Lease> watch = interval -> {
                leases.add(sampler.open(interval));
                return leases.get(0);
            };
            Readings readings = new Readings(
                    watch,
                    sampler,
                    samples,
                    () -> {
                        throw new IllegalStateException("the heap is full");
                    },
                    clock);
            assertThrows(IllegalStateException.class, () -> Measurement.begin(readings, Duration.ofSeconds(1)));
            assertFalse(leases.get(0).isOpen());
        }
    }

    @Test
    void what_cannot_be_told_is_not() {
        assertEquals(Optional.empty(), AccountedPeak.of(Map.of(), Map.of("a", 7L), "a"), "nothing is known of before");
        assertEquals(Optional.empty(), AccountedPeak.of(Map.of("a", 7L), Map.of(), "a"));
        assertEquals(Optional.empty(), AccountedPeak.of(Map.of("a", 7L), Map.of("a", 5L), "a"), "it counts anew");
        assertEquals(Optional.empty(), AccountedPeak.of(Map.of("a", 0L), Map.of("a", 0L), "a"), "it had nothing");
    }

    @Test
    void it_arrives_from_a_real_library() throws InterruptedException {
        NativeFake fake = NativeFake.in(folder)
                .configured("gpus 1", "process 0 " + PID + " 1048576 0", "account 0 " + PID + " 13000000000");
        assertEquals(Optional.of(new AccountedPeak(13_000_000_000L, false)), after(fake.source(), () -> {}, ALL));
    }

    @Test
    @Timeout(30)
    void a_driver_that_hangs_in_it_holds_up_no_cell() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        nvml.answers(STATS, most(1000));
        Runnable cell = () -> nvml.answers(STATS, arguments -> await(never));
        assertEquals(Optional.empty(), after(nvml.source(), cell, ALL));
        never.countDown();
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
