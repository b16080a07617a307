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

    /** Whether there is anything that would be faster; a run is saved where there is not. */
    boolean uses(Speeds faster) {
        if (faster.equals(Speeds.GPU) || faster.equals(Speeds.UNTHROTTLED)) {
            return usesGpu();
        }
        if (faster.equals(Speeds.LINK)) {
            return phases.stream().anyMatch(phase -> phase.bytesIn + phase.bytesOut > 0);
        }
        if (faster.equals(Speeds.WAITS)) {
            return phases.stream().anyMatch(phase -> phase.wait > 0);
        }
        return true;
    }
}
