package dev.cellwatch.monitor.measure;

/** Cells that keep the CPU busy, and some in which its collector is. */
final class HostScenarios {

    private HostScenarios() {}

    static void augmentation(CellDraft cell) {
        cell.training(1).preprocessing(cell.dice.magnitude(0.5, 8));
    }

    static void oneLoader(CellDraft cell) {
        cell.training(1).loaders(1).preprocessing(cell.dice.magnitude(0.5, 8));
    }

    static void inlinePreprocessing(CellDraft cell) {
        int threads = cell.dice.chance(0.5) ? 1 : cell.machine.processor.cpus();
        cell.training(1).inline(threads).preprocessing(cell.dice.magnitude(0.2, 6));
    }

    /** Many tiny kernels: the driver's thread cannot hand them over as fast as they run. */
    static void launchBound(CellDraft cell) {
        Training training = cell.training(1).launching(cell.dice.magnitude(0.6, 8));
        training.phase.runAhead = cell.dice.whole(2, 8);
    }

    static void withoutGpu(CellDraft cell) {
        int threads = cell.dice.chance(0.3) ? 1 : cell.dice.whole(1, cell.machine.processor.cpus());
        cell.training(1).withoutGpu().host(1, threads);
    }

    static void oneThread(CellDraft cell) {
        Training training = cell.training(1).withoutGpu().inline(1).host(1, 1);
        training.loading(cell.dice.magnitude(0.01, 0.6), cell.dice.chance(0.2));
    }

    /** The weights live in the host's memory and are updated there. */
    static void optimizerOnTheHost(CellDraft cell) {
        Dice dice = cell.dice;
        double copies = dice.magnitude(0.05, 2);
        Training training = cell.training(1).copying(copies, dice.chance(0.5)).fetchingResults(copies);
        training.host(dice.magnitude(0.2, 4), dice.whole(1, cell.machine.processor.cpus()));
    }

    /** Other programs want the CPUs, too. */
    static void crowded(CellDraft cell) {
        cell.machine.crowd(cell.dice.between(0.4, 1.5));
        cell.training(1).preprocessing(cell.dice.magnitude(0.2, 3));
    }

    /** Other programs keep the CPUs busy; the cell does not need them. */
    static void crowdedBesideTheGpu(CellDraft cell) {
        cell.machine.crowd(cell.dice.between(0.3, 0.9));
        cell.training(1);
    }

    static void tightHeap(CellDraft cell) {
        Dice dice = cell.dice;
        cell.machine.fillHeap(dice.between(0.85, 0.99), dice.magnitude(0.02, 0.4));
        Training training = cell.training(1).inline(1).preprocessing(dice.magnitude(0.2, 2));
        training.collecting(dice.magnitude(0.7, 16));
    }

    static void tightHeapWithoutGpu(CellDraft cell) {
        Dice dice = cell.dice;
        cell.machine.fillHeap(dice.between(0.85, 0.99), dice.magnitude(0.02, 0.4));
        Training training = cell.training(1).withoutGpu();
        training.host(1, dice.whole(1, cell.machine.processor.cpus())).collecting(dice.magnitude(0.7, 16));
    }

    /** The program, or its framework, calls the collector again and again. */
    static void collectsItself(CellDraft cell) {
        Dice dice = cell.dice;
        cell.machine.fillHeap(dice.between(0.1, 0.8), dice.magnitude(0.005, 0.05));
        Training training = cell.training(1);
        double pause = 0.01 + cell.machine.heap.live() / (cell.machine.heap.threads() * 0.45e9);
        training.phase.collectEvery = (int) Math.max(1, pause / training.step / dice.magnitude(0.1, 6));
    }

    /** Much garbage, and the GPU's queue is long enough that it does not notice. */
    static void hiddenCollections(CellDraft cell) {
        Dice dice = cell.dice;
        cell.machine.fillHeap(dice.between(0.5, 0.97), dice.magnitude(0.02, 0.3));
        Training training = cell.training(1).preprocessing(dice.magnitude(0.2, 0.6));
        training.phase.prefetch += 16;
        training.phase.syncEvery = 50;
        training.phase.runAhead = dice.whole(4, 30);
        training.collecting(dice.magnitude(0.1, 0.8));
    }
}
