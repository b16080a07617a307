package dev.cellwatch.monitor.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The most that a cell can gain by one resource being faster: the time that this resource works, as if nothing hid it.
 *
 * @param real how long each phase took as things are, and what it did
 */
record Exposure(SimulatedWorkload workload, List<PhaseRun.Outcome> real) {

    /** A share of the cell's time; 1 where it is not known. */
    double to(Speeds faster) {
        double all = real.stream().mapToDouble(PhaseRun.Outcome::seconds).sum();
        if (faster.equals(Speeds.GC_FREE)) {
            return real.stream().mapToDouble(PhaseRun.Outcome::paused).sum() / all;
        }
        if (faster.equals(Speeds.LINK)) {
            return ofBatches(phase -> phase.linkSeconds(workload.machine())) / all;
        }
        if (faster.equals(Speeds.INPUT)) {
            return ofBatches(phase -> phase.inputSeconds(workload.machine())) / all;
        }
        if (faster.equals(Speeds.WAITS)) {
            return ofBatches(phase -> phase.wait) / all;
        }
        boolean gpu = faster.equals(Speeds.GPU) || faster.equals(Speeds.UNTHROTTLED);
        return gpu && !workload.usesGpu() ? 0 : 1;
    }

    private double ofBatches(ToDoubleFunction<SimulatedPhase> seconds) {
        double sum = 0;
        for (int i = 0; i < real.size(); i++) {
            sum += real.get(i).batches()
                    * seconds.applyAsDouble(workload.phases().get(i));
        }
        return sum;
    }
}
