package dev.cellwatch.monitor.measure;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what held a cell up, by running it again with one resource made much faster. */
final class Counterfactuals {

    /** A phase that takes this share of a cell has a say of its own. */
    private static final double LONG = 0.3;

    /** What is busy for less than this share of a cell is no phase's bottleneck either. */
    private static final double NOTHING = 0.015;

    private static final List<Lever> LEVERS = List.of(
            new Lever(Truth.GPU, Speeds.GPU),
            new Lever(Truth.INPUT, Speeds.INPUT),
            new Lever(Truth.HOST, Speeds.CPU),
            new Lever(Truth.PCIE, Speeds.LINK),
            new Lever(Truth.GC, Speeds.GC_FREE),
            new Lever(Truth.IDLE, Speeds.WAITS));

    private final SimulatedWorkload workload;
    private final List<PhaseRun.Outcome> real;
    private final Map<Speeds, List<PhaseRun.Outcome>> runs = new HashMap<>();

    /** @param real how long each phase took as things are, and what it did */
    Counterfactuals(SimulatedWorkload workload, List<PhaseRun.Outcome> real) {
        this.workload = workload;
        this.real = real;
    }

    Truth truth() {
        Set<Truth> ofPhases = EnumSet.noneOf(Truth.class);
        for (int i = 0; i < real.size(); i++) {
            if (real.get(i).seconds() >= LONG * seconds(real, 0, real.size())) {
                Truth truth = gains(i, i + 1).truth();
                ofPhases.add(truth == Truth.THROTTLED ? Truth.GPU : truth);
            }
        }
        ofPhases.remove(Truth.MIXED); // says nothing against a phase that is clear
        return ofPhases.size() > 1 ? Truth.MIXED : gains().truth();
    }

    /** Of the whole cell. */
    Gains gains() {
        return gains(0, real.size());
    }

    private Gains gains(int from, int to) {
        List<Gains.Gain> gains = LEVERS.stream()
                .map(lever -> new Gains.Gain(lever.of(), gain(lever.speeds(), from, to)))
                .toList();
        return new Gains(gains, () -> gain(Speeds.UNTHROTTLED, from, to), () -> gain(Speeds.ALL, from, to));
    }

    private double gain(Speeds faster, int from, int to) {
        if (new Exposure(workload, real).to(faster) < NOTHING) {
            return 0; // and a run is saved
        }
        List<PhaseRun.Outcome> outcomes =
                runs.computeIfAbsent(faster, speeds -> new CellRun(workload).again(real, speeds));
        return 1 - seconds(outcomes, from, to) / seconds(real, from, to);
    }

    private static double seconds(List<PhaseRun.Outcome> outcomes, int from, int to) {
        return outcomes.subList(from, to).stream()
                .mapToDouble(PhaseRun.Outcome::seconds)
                .sum();
    }

    /** What to make faster, and what was to blame if that helps. */
    private record Lever(Truth of, Speeds speeds) {}
}
