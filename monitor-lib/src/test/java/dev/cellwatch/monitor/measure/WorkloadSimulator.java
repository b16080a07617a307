package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.measure.ReadingTimes.CellClock;
import dev.cellwatch.monitor.metric.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes up cells that train, wait, compute or read, with what the probes would have sampled and with the reason why they
 * took as long as they did: {@code new WorkloadSimulator(1).cells(30)}. The same seed gives the same cells.
 */
final class WorkloadSimulator {

    private static final long EPOCH = 1_750_000_000_000L;

    private final long seed;

    WorkloadSimulator(long seed) {
        this.seed = seed;
    }

    /** So many cells of each scenario. */
    List<SimulatedCell> cells(int perScenario) {
        List<SimulatedCell> cells = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (int i = 0; i < perScenario; i++) {
                Dice dice = new Dice(seed * 1_000_003 + scenario.name().hashCode() * 1009L + i);
                SimulatedWorkload workload = scenario.workload(dice);
                cells.add(cell(scenario.name(), workload, dice));
            }
        }
        return cells;
    }

    /** Runs a workload, judges it and reads the probes. */
    static SimulatedCell cell(String name, SimulatedWorkload workload, Dice dice) {
        CellTimeline timeline = new CellTimeline();
        List<PhaseRun.Outcome> real = new CellRun(workload).real(timeline);
        double seconds = real.stream().mapToDouble(PhaseRun.Outcome::seconds).sum();
        CellClock clock = new CellClock(EPOCH + dice.whole(0, 100_000_000), seconds);
        SimulatedSensors sensors = SimulatedSensors.draw(dice, workload.usesGpu());
        List<Sample> samples = samples(workload.machine(), timeline.summed(), sensors, clock, dice);
        Truth truth = new Counterfactuals(workload, real).truth();
        return new SimulatedCell(name, truth, clock.startMillis(), clock.endMillis(), samples);
    }

    private static List<Sample> samples(
            SimulatedMachine machine, CellTimeline timeline, SimulatedSensors sensors, CellClock clock, Dice dice) {
        List<Sample> samples = new ArrayList<>();
        GpuReadings gpu = new GpuReadings(timeline, machine, sensors, dice);
        HostReadings host = new HostReadings(timeline, machine, sensors, dice);
        JvmReadings jvm = new JvmReadings(timeline, machine, sensors, dice);
        ReadingTimes times = new ReadingTimes(clock, timeline, sensors, dice);
        if (sensors.gpu()) {
            times.all().forEach(reading -> gpu.read(reading, samples::add));
        }
        times.all().forEach(reading -> host.read(reading, samples::add));
        times.all().forEach(reading -> jvm.read(reading, samples::add));
        samples.sort(Comparator.comparingLong(Sample::timeMillis));
        return samples;
    }
}
