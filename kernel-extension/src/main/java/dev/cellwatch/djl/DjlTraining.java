package dev.cellwatch.djl;

import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.tracker.Tracker;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.TrainingRun;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run what a DJL trainer does: epochs, batches and their time, loss and evaluators of training and validation.
 * Works with every engine of DJL. It ends the run when the trainer is closed, and never lets a training fail.
 *
 * <pre>{@code
 * config.addTrainingListeners(TrainingListener.Defaults.basic());
 * config.addTrainingListeners(new DjlTraining(Cellwatch.training("mnist"), 10));
 * }</pre>
 */
public final class DjlTraining extends TrainingListenerAdapter {

    private final TrainingRun run;
    private final int epochs;
    private final Function<Trainer, SeldomCounting> counting;
    /** Where the trainer has no listener that counts up its losses; DJL's defaults have. */
    private @Nullable SeldomCounting ownCounting;

    /** What is read from DJL: a version that lacks one of it may have the others. */
    private enum Part {
        SIZE,
        VALUES,
        VALIDATION
    }

    private final Map<String, Float> validation = new LinkedHashMap<>();
    private long batches;
    private int lastUpdate;
    private int epoch;
    private int batchesOfEpoch;
    private long lastBatchNanos;
    private final Set<Part> failed = EnumSet.noneOf(Part.class);

    /** A run of which nobody knows how many epochs there will be. */
    public DjlTraining(TrainingRun run) {
        this(run, 0);
    }

    /** @param epochs how many there will be */
    public DjlTraining(TrainingRun run, int epochs) {
        this(run, epochs, trainer -> new SeldomCounting(trainer, System::nanoTime));
    }

    DjlTraining(TrainingRun run, int epochs, Function<Trainer, SeldomCounting> counting) {
        this.run = run;
        this.epochs = epochs;
        this.counting = counting;
    }

    /**
     * The same learning rate, which the run is told with each step, because DJL lets no listener read it:
     * {@code Optimizer.adam().optLearningRateTracker(training.rate(Tracker.cosine()...build()))}.
     */
    public Tracker rate(Tracker tracker) {
        return update -> {
            float rate = tracker.getNewValue(update);
            if (update != lastUpdate) { // each parameter asks for it
                lastUpdate = update;
                run.log(batches, TrainingMetric.LEARNING_RATE.id(), rate);
            }
            return rate;
        };
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batch) {
        long now = System.nanoTime();
        batches++;
        if (batchesOfEpoch++ == 0) {
            run.epoch(++epoch, epochs);
            run.batchDone();
        } else {
            run.batchTook((now - lastBatchNanos) / 1e9);
        }
        safely(Part.SIZE, () -> run.batchSize(batch.getBatch().getSize()));
        safely(Part.VALUES, () -> {
            if (batchesOfEpoch == 1) {
                count(trainer);
            }
            if (ownCounting == null || ownCounting.countTraining(trainer, batch)) {
                trainer.getEvaluators().forEach(evaluator -> train(trainer, evaluator));
            }
        });
        lastBatchNanos = System.nanoTime();
    }

    /** Asks once whether somebody counts; DJL tells the listeners of a batch in the order in which they were added. */
    private void count(Trainer trainer) {
        try {
            trainer.getLoss().getAccumulator(EvaluatorTrainingListener.TRAIN_EPOCH);
        } catch (IllegalArgumentException nobodyCounts) {
            ownCounting = counting.apply(trainer);
        }
    }

    /** DJL forgets a value after every few batches: then the one of the whole epoch says whether it is a number. */
    private void train(Trainer trainer, Evaluator evaluator) {
        float recent = evaluator.getAccumulator(EvaluatorTrainingListener.TRAIN_PROGRESS);
        float whole = evaluator.getAccumulator(EvaluatorTrainingListener.TRAIN_EPOCH);
        float value = Float.isNaN(recent) ? whole : recent;
        if (!Float.isNaN(value) || batchesOfEpoch > 1) {
            run.log(batches, name(trainer, evaluator), value);
        }
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batch) {
        safely(Part.VALIDATION, () -> {
            if (ownCounting != null) {
                ownCounting.countValidation(trainer, batch);
            }
            readValidation(trainer);
        });
    }

    private void readValidation(Trainer trainer) {
        for (Evaluator evaluator : trainer.getEvaluators()) {
            float value = evaluator.getAccumulator(EvaluatorTrainingListener.VALIDATE_EPOCH);
            if (!Float.isNaN(value)) {
                validation.put("validation_" + name(trainer, evaluator), value);
            }
        }
    }

    /** An epoch is over. Whoever counts has forgotten its values or is about to: this is the last look at them. */
    @Override
    public void onEpoch(Trainer trainer) {
        batchesOfEpoch = 0;
        safely(Part.VALIDATION, () -> {
            readValidation(trainer);
            validation.forEach((name, value) -> run.log(batches, name, value));
            validation.clear();
            if (ownCounting != null) {
                ownCounting.forgetEpoch(trainer);
            }
        });
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        run.close();
    }

    private static String name(Trainer trainer, Evaluator evaluator) {
        return evaluator == trainer.getLoss() ? "loss" : evaluator.getName().toLowerCase(Locale.ROOT);
    }

    /** What goes wrong here must not end a training; it is not tried again, because it would go wrong each time. */
    private void safely(Part part, Runnable step) {
        if (failed.contains(part)) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | LinkageError otherDjl) {
            failed.add(part);
            run.problem("DJL's trainer could not be read: " + otherDjl);
        }
    }
}
