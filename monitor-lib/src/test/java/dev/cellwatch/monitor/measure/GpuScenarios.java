package dev.cellwatch.monitor.measure;

import java.util.List;

/** Cells in which kernels take most of the time, and what can be wrong with the GPU. */
final class GpuScenarios {

    private GpuScenarios() {}

    static void plain(CellDraft cell) {
        cell.training(1);
    }

    static void spinning(CellDraft cell) {
        Training training = cell.training(1);
        training.phase.spins = true;
        training.phase.syncEvery = 1;
        training.launching(cell.dice.magnitude(0.01, 0.2));
    }

    static void atThePowerLimit(CellDraft cell) {
        cell.training(1).phase.intensity = cell.dice.between(0.97, 1.3);
    }

    static void lowPowerLimit(CellDraft cell) {
        GpuModel gpu = cell.machine.gpu;
        double room = gpu.watts() - gpu.readyWatts();
        cell.machine.limits = cell.machine.limits.capped(gpu.readyWatts() + room * cell.dice.between(0.1, 0.6));
        cell.training(1).phase.intensity = cell.dice.between(0.7, 1.1);
    }

    static Training hot(CellDraft cell) {
        double watts = cell.machine.gpu.watts() * cell.dice.between(0.25, 0.9);
        cell.machine.limits = cell.machine.limits.cooled(watts, cell.dice.between(60, 86), false);
        Training training = cell.training(1);
        training.phase.intensity = cell.dice.between(0.5, 1);
        return training;
    }

    static void tooHotForTheHardware(CellDraft cell) {
        double watts = cell.machine.gpu.watts() * cell.dice.between(0.25, 0.8);
        cell.machine.limits = cell.machine.limits.cooled(watts, cell.dice.between(75, 92), true);
        cell.training(1).phase.intensity = cell.dice.between(0.5, 1);
    }

    static Training powerBrake(CellDraft cell) {
        Dice dice = cell.dice;
        double share = dice.chance(0.4) ? 1 : dice.between(0.1, 0.9);
        double period = dice.magnitude(3, 60);
        cell.machine.limits = cell.machine.limits.braked(new GpuLimits.Brake(share, period, dice.between(0.25, 0.85)));
        return cell.training(1);
    }

    /** Its clocks are cut, and nobody would notice if they were not. */
    static void slowedDownAndStarved(CellDraft cell) {
        Training training = cell.dice.chance(0.5) ? hot(cell) : powerBrake(cell);
        double steps = cell.dice.magnitude(1.5, 6);
        if (cell.dice.chance(0.5)) {
            training.loading(steps, cell.dice.chance(0.3));
        } else {
            training.preprocessing(steps);
        }
    }

    static void checkpointing(CellDraft cell) {
        Training training = cell.training(1);
        double every = Math.max(2, cell.dice.magnitude(5, 60) / training.step);
        training.checkpoints(every, every * cell.dice.magnitude(0.01, 0.4));
    }

    /** Short work for the GPU now and then, as when single requests are answered. */
    static void bursts(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1).inline(1).preprocessing(dice.magnitude(0.05, 2));
        training.host(dice.magnitude(0.3, 20), 1).launching(dice.magnitude(0.1, 2));
        if (dice.chance(0.4)) {
            training.phase.wait = training.step * dice.magnitude(0.5, 20);
        }
    }

    static void pageable(CellDraft cell) {
        cell.training(1).copying(cell.dice.magnitude(0.4, 8), true);
    }

    static void narrowLink(CellDraft cell) {
        cell.machine.link = new PcieLink(cell.dice.whole(1, 4), cell.dice.any(List.of(1, 1, 2, 4)), 6e9);
        cell.training(1).copying(cell.dice.magnitude(0.4, 8), cell.dice.chance(0.3));
    }

    static void fetchingResults(CellDraft cell) {
        Training training = cell.training(1).copying(cell.dice.magnitude(0.05, 1), cell.dice.chance(0.5));
        training.fetchingResults(cell.dice.magnitude(0.4, 8));
    }
}
