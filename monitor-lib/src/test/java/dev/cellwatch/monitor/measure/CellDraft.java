package dev.cellwatch.monitor.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell in the making. What a step costs is said in parts of the time that the kernels of a batch take ("the step"), and
 * turned into bytes and CPU seconds with what the machine can do: so every proportion between resources is met.
 */
final class CellDraft {

    private static final int MOST_BATCHES = 4000;

    final Dice dice;
    final MachineDraft machine;
    /** Seconds that the cell is to take. */
    final double seconds;

    private final List<SimulatedPhase> phases = new ArrayList<>();

    CellDraft(Dice dice) {
        this.dice = dice;
        this.machine = new MachineDraft(dice);
        this.seconds = dice.magnitude(8.5, 290);
    }

    /** A phase without any costs yet. */
    SimulatedPhase phase(double share) {
        SimulatedPhase phase = new SimulatedPhase(seconds * share, dice.magnitude(0.01, 0.3), dice);
        phases.add(phase);
        return phase;
    }

    /** The time of a step, so that there are neither too few nor too many of them. */
    double step(SimulatedPhase phase) {
        return dice.magnitude(Math.max(0.01, phase.seconds / MOST_BATCHES), Math.min(2, phase.seconds / 60));
    }

    /** Training in which the GPU has the most to do by far; a scenario makes something else slower. */
    Training training(double share) {
        return new Training(this, phase(share));
    }

    /** What a cell does before it trains: compiles, loads classes, makes the GPU's context, reads a model. */
    void startUp() {
        SimulatedPhase phase = new SimulatedPhase(Math.min(dice.magnitude(0.5, 5), 0.1 * seconds), 0.1, dice);
        phase.host = 0.1;
        phase.hostThreads = dice.whole(1, 3);
        phase.loadBytes = dice.chance(0.5) ? 20e6 : 0;
        phase.missShare = dice.between(0, 1);
        phase.garbage = 2e8;
        phases.add(0, phase);
    }

    SimulatedWorkload workload() {
        return new SimulatedWorkload(machine.machine(), phases);
    }
}
