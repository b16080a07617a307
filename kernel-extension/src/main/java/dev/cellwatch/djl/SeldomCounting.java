package dev.cellwatch.djl;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import java.util.function.LongSupplier;

/**
 * Counts up losses for a trainer of which nobody asks them. To know one, DJL must compute it once more from the
 * predictions: so not every batch of a fast training is asked, but as many as take a four-hundredth of its time. What is
 * validated is counted whole. Not thread-safe.
 */
final class SeldomCounting {

    private static final int OF_THE_TIME = 400;

    private final EvaluatorTrainingListener counting = new EvaluatorTrainingListener(1);
    private final LongSupplier nanos;
    private long notBefore;
    private boolean loaded;

    SeldomCounting(Trainer trainer, LongSupplier nanos) {
        this.nanos = nanos;
        notBefore = nanos.getAsLong();
        counting.onTrainingBegin(trainer);
    }

    /** Whether this batch's losses were counted. */
    boolean countTraining(Trainer trainer, BatchData batch) {
        long begin = nanos.getAsLong();
        if (begin - notBefore < 0) {
            return false;
        }
        counting.onTrainingBatch(trainer, batch);
        long end = nanos.getAsLong();
        notBefore = loaded ? end + OF_THE_TIME * (end - begin) : end; // the first time much is loaded
        loaded = true;
        return true;
    }

    void countValidation(Trainer trainer, BatchData batch) {
        counting.onValidationBatch(trainer, batch);
    }

    void forgetEpoch(Trainer trainer) {
        counting.onEpoch(trainer);
    }
}
