package dev.cellwatch.monitor.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what held a cell up, by running it again with one resource made much faster. */
final class Counterfactuals {

    /** A phase that takes this share of a cell has a say of its own. */
    private static final double LONG = 0.3;

    private static final Map<Truth, Speeds> LEVERS = Map.of(
            Truth.INPUT, Speeds.INPUT,
            Truth.HOST, Speeds.CPU,
            Truth.PCIE, Speeds.LINK,
            Truth.GPU, Speeds.GPU,
            Truth.GC, Speeds.GC_FREE,
            Truth.IDLE, Speeds.WAITS);

    private final List<PhaseRun.Outcome> real;
    private final Map<Truth, List<PhaseRun.Outcome>> single = new EnumMap<>(Truth.class);
    private final List<PhaseRun.Outcome> unthrottled;
    private final List<PhaseRun.Outcome> all;

    /** @param real how long each phase took as things are, and what it did */
    Counterfactuals(SimulatedWorkload workload, List<PhaseRun.Outcome> real) {
        this.real = real;
        CellRun run = new CellRun(workload);
        LEVERS.forEach((truth, speeds) -> single.put(truth, run.again(real, speeds)));
        unthrottled = run.again(real, Speeds.UNTHROTTLED);
        all = run.again(real, Speeds.ALL);
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
        List<Gains.Gain> gains = new ArrayList<>();
        single.forEach((truth, outcomes) -> gains.add(new Gains.Gain(truth, gain(outcomes, from, to))));
        return new Gains(gains, gain(unthrottled, from, to), gain(all, from, to));
    }

    private double gain(List<PhaseRun.Outcome> faster, int from, int to) {
        return 1 - seconds(faster, from, to) / seconds(real, from, to);
    }

    private static double seconds(List<PhaseRun.Outcome> outcomes, int from, int to) {
        return outcomes.subList(from, to).stream()
                .mapToDouble(PhaseRun.Outcome::seconds)
                .sum();
    }
}
