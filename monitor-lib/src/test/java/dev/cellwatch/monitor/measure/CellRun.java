package dev.cellwatch.monitor.measure;

import java.util.ArrayList;
import java.util.List;

/** Runs a workload from beginning to end. */
final class CellRun {

    private final SimulatedWorkload workload;

    CellRun(SimulatedWorkload workload) {
        this.workload = workload;
    }

    /** As things are: each phase takes its time. */
    List<PhaseRun.Outcome> real(CellRecorder recorder) {
        CellWorld world = new CellWorld(workload.machine(), Speeds.REAL, recorder);
        return workload.phases().stream()
                .map(phase -> new PhaseRun(world, phase).run())
                .toList();
    }

    /** The same batches again on a machine that is faster in one respect. */
    List<PhaseRun.Outcome> again(List<PhaseRun.Outcome> real, Speeds speeds) {
        CellWorld world = new CellWorld(workload.machine(), speeds, CellRecorder.NOTHING);
        List<PhaseRun.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            PhaseRun run = new PhaseRun(world, workload.phases().get(i));
            outcomes.add(run.run(real.get(i).batches()));
        }
        return outcomes;
    }
}
