package dev.cellwatch.monitor.measure;

import java.util.List;

/**
 * A cell and what it runs on, before it has run.
 *
 * @param machine everything that it runs on
 * @param phases what it does, one after the other
 */
record SimulatedWorkload(SimulatedMachine machine, List<SimulatedPhase> phases) {

    SimulatedWorkload {
        phases = List.copyOf(phases);
    }

    boolean usesGpu() {
        return phases.stream().anyMatch(phase -> phase.kernels > 0);
    }
}
