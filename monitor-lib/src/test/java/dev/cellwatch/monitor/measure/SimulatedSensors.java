package dev.cellwatch.monitor.measure;

import java.util.List;

/**
 * What the probes can read on a machine, and how well.
 *
 * @param gpu whether there is one
 * @param pcie whether its traffic is measured
 * @param energy whether it counts its energy
 * @param storage whether the system tells what a process reads and writes
 * @param iowait what the system says of CPUs that wait for disks
 * @param window seconds over which the driver averages utilisation
 * @param missed share of the ticks that are missed
 * @param late seconds that a tick is late by, on average
 */
record SimulatedSensors(
        boolean gpu,
        boolean pcie,
        boolean energy,
        boolean storage,
        Iowait iowait,
        double window,
        double missed,
        double late) {

    /** What systems that are not Linux do. */
    enum Iowait {
        PRESENT,
        ABSENT,
        /** The number is there and says nothing. */
        ALWAYS_ZERO
    }

    static SimulatedSensors draw(Dice dice, boolean gpuIsUsed) {
        boolean linux = dice.chance(0.9);
        boolean gpu = gpuIsUsed || dice.chance(0.5);
        Iowait iowait = linux ? Iowait.PRESENT : dice.chance(0.5) ? Iowait.ABSENT : Iowait.ALWAYS_ZERO;
        return new SimulatedSensors(
                gpu,
                dice.chance(0.5),
                dice.chance(0.95),
                linux && dice.chance(0.95),
                iowait,
                dice.any(List.of(1.0 / 6, 0.25, 0.5, 1.0)),
                dice.chance(0.3) ? dice.between(0, 0.1) : 0,
                dice.magnitude(0.0005, 0.02));
    }
}
