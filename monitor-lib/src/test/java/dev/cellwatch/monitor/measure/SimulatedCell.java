package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.metric.Sample;
import java.util.List;

/**
 * One cell that ran in the simulator.
 *
 * @param scenario which sort of workload it was drawn from; says nothing sure about the truth
 * @param truth what held it up
 * @param startMillis when it began, milliseconds since the epoch
 * @param endMillis when it ended
 * @param samples what the probes read in between, ordered by time
 */
record SimulatedCell(String scenario, Truth truth, long startMillis, long endMillis, List<Sample> samples) {

    SimulatedCell {
        samples = List.copyOf(samples);
    }
}
