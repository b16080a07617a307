package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Cells made by hand, whose truth can be worked out with a pencil. */
class CounterfactualsTest {

    private static final double SECONDS = 20;

    private final Dice dice = new Dice(3);
    private final MachineDraft machine = new MachineDraft(dice);

    CounterfactualsTest() {
        machine.processor = new Processor(8, false, 0, dice);
        machine.disk = new ByteSource(1e9, 1e9, 1e-4);
        machine.link = new PcieLink(4, 16, 6e9);
        machine.gpu = new GpuModel(24e9, 20, 60, 300, 2e9);
        machine.limits = new GpuLimits(300, 25, 600, 50, false, GpuLimits.Brake.NEVER);
        machine.heap = new HeapShape(4e9, 1e9, 8, 0.01);
    }

    private SimulatedPhase phase(Consumer<SimulatedPhase> costs) {
        SimulatedPhase phase = new SimulatedPhase(SECONDS, 0, dice);
        costs.accept(phase);
        return phase;
    }

    private List<PhaseRun.Outcome> run(SimulatedPhase... phases) {
        return new CellRun(new SimulatedWorkload(machine.machine(), List.of(phases))).real(CellRecorder.NOTHING);
    }

    private Truth truth(SimulatedPhase... phases) {
        return new Counterfactuals(new SimulatedWorkload(machine.machine(), List.of(phases)), run(phases)).truth();
    }

    private static void kernels(SimulatedPhase phase) {
        phase.kernels = 0.1;
        phase.launch = 0.001;
    }

    @Test
    void a_cell_that_does_nothing_but_kernels_is_held_up_by_the_gpu() {
        assertEquals(Truth.GPU, truth(phase(CounterfactualsTest::kernels)));
    }

    @Test
    void a_gpu_whose_clock_is_halved_for_good_is_throttled() {
        machine.limits = machine.limits.braked(new GpuLimits.Brake(1, 10, 0.5));
        assertEquals(Truth.THROTTLED, truth(phase(CounterfactualsTest::kernels)));
    }

    @Test
    void a_power_limit_that_is_hardly_felt_leaves_the_gpu_to_blame() {
        assertEquals(Truth.GPU, truth(phase(phase -> {
            kernels(phase);
            phase.intensity = 1.1;
        })));
    }

    @Test
    void a_cell_that_does_nothing_but_read_is_held_up_by_its_input() {
        assertEquals(Truth.INPUT, truth(phase(phase -> phase.loadBytes = 1e8)));
    }

    @Test
    void the_same_bytes_from_the_page_cache_are_work() {
        assertEquals(Truth.HOST, truth(phase(phase -> {
            phase.loadBytes = 1e8;
            phase.missShare = 0;
        })));
    }

    @Test
    void a_cell_that_does_nothing_but_compute_is_held_up_by_the_host() {
        assertEquals(Truth.HOST, truth(phase(phase -> phase.host = 0.1)));
    }

    @Test
    void kernels_that_are_launched_slower_than_they_run_are_held_up_by_the_host() {
        assertEquals(Truth.HOST, truth(phase(phase -> {
            phase.kernels = 0.02;
            phase.launch = 0.1;
        })));
    }

    @Test
    void a_cell_that_does_nothing_but_copy_is_held_up_by_the_bus() {
        assertEquals(Truth.PCIE, truth(phase(phase -> phase.bytesIn = 1e9)));
    }

    @Test
    void a_cell_that_calls_the_collector_all_the_time_is_held_up_by_it() {
        assertEquals(Truth.GC, truth(phase(phase -> {
            phase.host = 0.01;
            phase.collectEvery = 1;
        })));
    }

    @Test
    void a_cell_that_sleeps_is_held_up_by_nothing() {
        assertEquals(Truth.IDLE, truth(phase(phase -> phase.wait = 1)));
    }

    @Test
    void two_that_matter_alike_are_mixed() {
        assertEquals(Truth.MIXED, truth(phase(phase -> {
            kernels(phase);
            phase.host = 0.1;
        })));
    }

    @Test
    void a_phase_of_one_and_a_phase_of_the_other_are_mixed() {
        assertEquals(Truth.MIXED, truth(phase(CounterfactualsTest::kernels), phase(phase -> phase.preprocess = 0.1)));
    }

    @Test
    void loaders_hide_behind_the_gpu_until_they_are_the_slower_ones() {
        Consumer<SimulatedPhase> loading = phase -> {
            kernels(phase);
            phase.workers = 2;
            phase.prefetch = 4;
            phase.preprocess = 0.1; // a batch each 0.05 s
        };
        assertEquals(Truth.GPU, truth(phase(loading)));
        PhaseRun.Outcome slow =
                run(phase(loading.andThen(phase -> phase.preprocess = 0.4))).get(0);
        assertEquals(0.2, slow.seconds() / slow.batches(), 0.01);
        assertEquals(Truth.HOST, truth(phase(loading.andThen(phase -> phase.preprocess = 0.4))));
    }

    @Test
    void a_step_takes_the_sum_of_what_nothing_hides() {
        PhaseRun.Outcome outcome = run(phase(phase -> {
                    kernels(phase);
                    phase.bytesIn = machine.link.rate(false) * 0.02;
                    phase.host = 0.03;
                    phase.wait = 0.05;
                }))
                .get(0);
        assertEquals(0.1 + 0.02 + 0.03 + 0.05, outcome.seconds() / outcome.batches(), 0.002);
    }

    @Test
    void threads_that_share_a_cpu_with_other_programs_take_longer() {
        machine.processor = new Processor(4, false, 4, new Dice(1));
        PhaseRun.Outcome outcome = run(phase(phase -> {
                    phase.host = 0.4;
                    phase.hostThreads = 4;
                }))
                .get(0);
        double seconds = outcome.seconds() / outcome.batches();
        assertEquals(0.2, seconds, 0.06); // half of the CPUs, give or take what the others do
    }

    @Test
    void pauses_stop_java_and_not_the_kernels_that_are_queued() {
        PhaseRun.Outcome outcome = run(phase(phase -> {
                    kernels(phase);
                    phase.syncEvery = 100;
                    phase.runAhead = 10;
                    phase.collectEvery = 5; // a third of a second each
                }))
                .get(0);
        assertEquals(0.1, outcome.seconds() / outcome.batches(), 0.01);
        assertEquals(0.5, outcome.paused() / outcome.seconds(), 0.2);
    }
}
