package dev.cellwatch.monitor.measure;

/** Cells that wait for data, or would if it were not in a cache. */
final class InputScenarios {

    private InputScenarios() {}

    static void localDisk(CellDraft cell) {
        cell.training(1).loading(cell.dice.magnitude(0.5, 8), false);
    }

    static void network(CellDraft cell) {
        cell.training(1).loading(cell.dice.magnitude(0.5, 8), true);
    }

    /** Reads much and waits for nothing; copying out of the cache and decoding may still be too slow. */
    static void cached(CellDraft cell) {
        Training training = cell.training(1).loading(cell.dice.magnitude(0.5, 8), false);
        training.preprocessing(cell.dice.magnitude(0.05, 4));
        training.phase.missShare = cell.dice.chance(0.5) ? 0 : cell.dice.between(0, 0.1);
    }

    /** The first epoch comes from the disk, the others from the cache. */
    static void coldThenCached(CellDraft cell) {
        double steps = cell.dice.magnitude(0.7, 6);
        Training training = cell.training(1).loading(steps, false);
        double coldSeconds = cell.seconds * cell.dice.between(0.1, 0.9);
        training.phase.missShare = cell.dice.between(0, 0.1);
        training.phase.coldBatches = (int) (coldSeconds / (training.step * Math.max(1, steps)));
    }

    static void oneAfterTheOther(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1).inline(1);
        training.loading(dice.magnitude(0.2, 6), dice.chance(0.4)).preprocessing(dice.magnitude(0.02, 1));
    }

    static void readingFiles(CellDraft cell) {
        Dice dice = cell.dice;
        Training training = cell.training(1).withoutGpu();
        if (dice.chance(0.5)) {
            training.inline(1);
        }
        training.loading(1, dice.chance(0.3)).preprocessing(dice.magnitude(0.02, 1.5));
    }

    static void diskAndProcessor(CellDraft cell) {
        double steps = cell.dice.magnitude(0.8, 5);
        Training training = cell.training(1).preprocessing(steps * cell.dice.magnitude(0.5, 2));
        training.loading(steps, cell.dice.chance(0.3));
    }
}
