package dev.cellwatch.monitor.measure;

import java.util.List;
import java.util.function.Consumer;

/** Cells that wait, and cells in which one thing follows the other or everything matters. */
final class MixedScenarios {

    private static final List<Consumer<Training>> TROUBLES = List.of(
            training -> {},
            training -> training.loading(3, false),
            training -> training.loading(3, true),
            training -> training.preprocessing(3),
            training -> training.copying(3, true),
            training -> training.launching(4),
            training -> training.withoutGpu().inline(1).host(1, 1),
            training -> training.phase.wait = 5 * training.step);

    private MixedScenarios() {}

    /** For a person, a lock or a clock. */
    static void sleeping(CellDraft cell) {
        if (cell.dice.chance(0.4)) {
            cell.machine.crowd(cell.dice.between(0.1, 1.2));
        }
        pause(cell, 1);
    }

    private static void pause(CellDraft cell, double share) {
        SimulatedPhase phase = cell.phase(share);
        phase.wait = phase.seconds / cell.dice.whole(1, 20);
        phase.host = 0.001;
    }

    /** Each step asks a server far away, which takes its time. */
    static void remoteService(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1).inline(1);
        if (dice.chance(0.6)) {
            training.withoutGpu().host(dice.magnitude(0.01, 1), 1);
        }
        training.phase.wait = training.step * dice.magnitude(1, 30);
    }

    static void mostlyWaiting(CellDraft cell) {
        double share = cell.dice.between(0.05, 0.4);
        cell.training(share);
        pause(cell, 1 - share);
    }

    static void preparingThenTraining(CellDraft cell) {
        double share = cell.dice.between(0.15, 0.85);
        Training preparing = cell.training(share).withoutGpu();
        preparing.host(1, cell.dice.whole(1, cell.machine.processor.cpus()));
        if (cell.dice.chance(0.3)) {
            preparing.loading(cell.dice.magnitude(0.3, 3), false);
        }
        cell.training(1 - share);
    }

    static void oneTroubleAfterTheOther(CellDraft cell) {
        int parts = cell.dice.whole(2, 4);
        for (int i = 0; i < parts; i++) {
            cell.dice.any(TROUBLES).accept(cell.training(1.0 / parts));
        }
    }

    /** All that works beside the GPU takes about as long as the GPU. */
    static void balanced(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1).preprocessing(dice.between(0.7, 1.3));
        if (dice.chance(0.5)) {
            training.loading(dice.between(0.6, 1.2), dice.chance(0.5));
        }
        training.launching(dice.between(0.1, 1.2));
    }

    /** Every proportion is as likely as any other. */
    static void anything(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1);
        if (dice.chance(0.4)) {
            training.inline(dice.whole(1, 4));
        }
        training.loading(dice.magnitude(0.02, 4), dice.chance(0.4)).preprocessing(dice.magnitude(0.02, 4));
        training.copying(dice.magnitude(0.01, 2), dice.chance(0.5)).launching(dice.magnitude(0.01, 2));
        training.host(dice.magnitude(0.005, 1), 1).collecting(dice.magnitude(0.001, 1));
        training.phase.missShare = dice.between(0, 1);
        training.phase.wait = dice.chance(0.2) ? training.step * dice.magnitude(0.05, 5) : 0;
    }
}
