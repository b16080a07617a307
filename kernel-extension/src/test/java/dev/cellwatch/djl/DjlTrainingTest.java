package dev.cellwatch.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.notebook.memory.RealDjl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real training with the real DJL and PyTorch on the CPU: which of two halves a point lies in. */
class DjlTrainingTest {

    private static final int EPOCHS = 3;
    private static final int BATCH = 32;
    private static final int POINTS = 320;

    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), Clock.systemUTC());

    @BeforeAll
    static void this_platform_has_the_native_library() {
        RealDjl.start();
    }

    @AfterEach
    void end() {
        runs.close();
    }

    @Test
    void a_run_knows_epochs_batches_losses_and_evaluators() throws IOException, TranslateException {
        train(0.1f, new DjlTraining(runs.start("halves"), EPOCHS), TrainingListener.Defaults.basic());
        checkWhole();
    }

    @Test
    void whoever_comes_first_of_the_listeners() throws IOException, TranslateException {
        DjlTraining ours = new DjlTraining(runs.start("halves"), EPOCHS, costing(0));
        train(Loss.softmaxCrossEntropyLoss(), 0.1f, TrainingListener.Defaults.basic()[0], ours);
        checkWhole();
    }

    @Test
    void without_djls_own_listeners_it_counts_itself() throws IOException, TranslateException {
        train(0.1f, new DjlTraining(runs.start("halves"), EPOCHS, costing(0)));
        checkWhole();
    }

    @Test
    void what_it_counts_itself_it_counts_so_seldom_that_it_takes_little_of_the_time()
            throws IOException, TranslateException {
        AtomicInteger counted = new AtomicInteger();
        Loss loss = new SoftmaxCrossEntropyLoss() {
            @Override
            public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
                if (List.of(keys).contains(EvaluatorTrainingListener.TRAIN_EPOCH)) {
                    counted.incrementAndGet();
                }
                super.updateAccumulators(keys, labels, predictions);
            }
        };
        train(loss, 0.1f, new DjlTraining(runs.start("halves"), EPOCHS, costing(1)));
        assertEquals(EPOCHS * (POINTS / BATCH), feed().run().batches());
        assertEquals(2, counted.get(), "the first is not taken for the price; less than 400 moments follow the second");
        assertTrue(feed().latest(TrainingMetric.VALIDATION_LOSS).isPresent());
    }

    /** A clock that goes on by so much with each look at it. */
    private static Function<Trainer, SeldomCounting> costing(long nanos) {
        AtomicLong now = new AtomicLong();
        return trainer -> new SeldomCounting(trainer, () -> now.addAndGet(nanos));
    }

    private void checkWhole() {
        RunFeed feed = feed();
        assertTrue(feed.run().isOver(), "it ends with its trainer");
        assertEquals(EPOCHS, feed.run().epochs().number());
        assertEquals(EPOCHS * (POINTS / BATCH), feed.run().batches());
        assertEquals(BATCH, feed.run().batchSize());
        assertEquals(List.of(), feed.problems());
        double lowest = feed.record().lowest(TrainingMetric.LOSS.id()).orElseThrow();
        double last = feed.latest(TrainingMetric.LOSS).orElseThrow();
        assertTrue(last < 0.6 && lowest <= last, "it learns: " + last);
        double validation = feed.latest(TrainingMetric.VALIDATION_LOSS).orElseThrow();
        assertTrue(validation > 0 && validation < 0.7, "validation " + validation);
        assertTrue(feed.record().latest("accuracy").orElseThrow() > 0.6);
        assertTrue(feed.record().latest("validation_accuracy").orElseThrow() > 0.6);
        OptionalDouble batch = feed.latest(TrainingMetric.BATCH_TIME);
        assertTrue(batch.orElseThrow() > 0 && batch.orElseThrow() < 10, "a batch took " + batch);
    }

    @Test
    void a_training_that_diverges_is_told() throws IOException, TranslateException {
        train(1e38f, new DjlTraining(runs.start("halves"), EPOCHS, costing(0)));
        assertTrue(
                feed().problems().get(0).startsWith("loss is NaN at step "),
                feed().problems().toString());
    }

    @Test
    void a_djl_that_lacks_a_method_trains_on() throws IOException, TranslateException {
        Loss older = new SoftmaxCrossEntropyLoss() {
            @Override
            public float getAccumulator(String key) {
                throw new NoSuchMethodError("getAccumulator");
            }
        };
        train(older, 0.1f, new DjlTraining(runs.start("halves")));
        assertTrue(feed().run().isOver());
        assertEquals(
                List.of("DJL's trainer could not be read: java.lang.NoSuchMethodError: getAccumulator"),
                feed().problems());
        assertEquals(EPOCHS * (POINTS / BATCH), feed().run().batches(), "it goes on telling what it can");
        assertEquals(EPOCHS, feed().run().epochs().number());
        assertEquals(BATCH, feed().run().batchSize());
    }

    @Test
    void a_learning_rate_is_told_once_a_step_and_not_once_a_parameter() throws IOException, TranslateException {
        AtomicInteger asked = new AtomicInteger();
        DjlTraining ours = new DjlTraining(runs.start("halves"), EPOCHS);
        train(Loss.softmaxCrossEntropyLoss(), ours.rate(update -> asked.incrementAndGet() / 1e4f), ours);
        int steps = EPOCHS * (POINTS / BATCH);
        int parameters = asked.get() / steps;
        assertEquals(4, parameters, "weights and biases of two layers");
        double told = feed().latest(TrainingMetric.LEARNING_RATE).orElseThrow();
        assertEquals((asked.get() - parameters + 1) / 1e4, told, 1e-8);
    }

    private RunFeed feed() {
        runs.fetch();
        return runs.newest().orElseThrow();
    }

    private static void train(float rate, DjlTraining ours, TrainingListener... others)
            throws IOException, TranslateException {
        TrainingListener[] all = new TrainingListener[others.length + 1];
        System.arraycopy(others, 0, all, 1, others.length);
        all[0] = ours;
        train(Loss.softmaxCrossEntropyLoss(), rate, all);
    }

    private static void train(Loss loss, float rate, TrainingListener... listeners)
            throws IOException, TranslateException {
        train(loss, Tracker.fixed(rate), listeners);
    }

    private static void train(Loss loss, Tracker rate, TrainingListener... listeners)
            throws IOException, TranslateException {
        DefaultTrainingConfig config = new DefaultTrainingConfig(loss)
                .addEvaluator(new Accuracy())
                .optOptimizer(Optimizer.adam().optLearningRateTracker(rate).build())
                .addTrainingListeners(listeners);
        try (Model model = Model.newInstance("halves");
                NDManager manager = NDManager.newBaseManager()) {
            manager.getEngine().setRandomSeed(7);
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(8).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(2).build()));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, 2));
                EasyTrain.fit(trainer, EPOCHS, points(manager), points(manager));
            }
        }
    }

    private static ArrayDataset points(NDManager manager) {
        var points = manager.randomUniform(-1, 1, new Shape(POINTS, 2));
        var half = points.get(":,0").add(points.get(":,1")).gt(0).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
        return new ArrayDataset.Builder()
                .setData(points)
                .optLabels(half)
                .setSampling(BATCH, false)
                .build();
    }
}
