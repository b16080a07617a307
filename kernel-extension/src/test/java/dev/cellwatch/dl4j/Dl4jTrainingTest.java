package dev.cellwatch.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.TrainingRun;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** Real trainings with the real DL4J on the CPU: which of two halves a point lies in. */
class Dl4jTrainingTest {

    private static final int EPOCHS = 3;
    private static final int BATCH = 32;
    private static final int POINTS = 320;
    private static final double RATE = 0.05;

    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), Clock.systemUTC());
    private final TrainingRun run = runs.start("halves");

    @BeforeAll
    static void this_platform_has_the_native_library() {
        assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));
        Nd4j.getRandom().setSeed(7);
    }

    @AfterEach
    void end() {
        runs.close();
    }

    @Test
    void a_run_knows_epochs_batches_scores_and_the_learning_rate() {
        MultiLayerNetwork network = network(new Adam(RATE));
        network.addListeners(new Dl4jTraining(run, EPOCHS));
        network.fit(batches(), EPOCHS);
        checkWhole();
    }

    @Test
    void a_graph_tells_the_same() {
        ComputationGraph graph = network(new Adam(RATE)).toComputationGraph();
        graph.addListeners(new Dl4jTraining(run, EPOCHS));
        graph.fit(batches(), EPOCHS);
        checkWhole();
    }

    private void checkWhole() {
        RunFeed feed = feed();
        assertFalse(feed.run().isOver(), "whoever opened it closes it");
        assertEquals(EPOCHS, feed.run().epochs().number());
        assertEquals(EPOCHS * (POINTS / BATCH), feed.run().batches());
        assertEquals(BATCH, feed.run().batchSize());
        assertEquals(List.of(), feed.problems());
        double lowest = feed.record().lowest(TrainingMetric.LOSS.id()).orElseThrow();
        double last = feed.latest(TrainingMetric.LOSS).orElseThrow();
        assertTrue(last > 0 && last < 0.6 && lowest <= last, "it learns: " + last);
        assertEquals(RATE, feed.latest(TrainingMetric.LEARNING_RATE).orElseThrow());
        OptionalDouble batch = feed.latest(TrainingMetric.BATCH_TIME);
        assertTrue(batch.orElseThrow() > 0 && batch.orElseThrow() < 10, "a batch took " + batch);
    }

    @Test
    void a_learning_rate_that_changes_is_the_one_of_the_iteration() {
        MultiLayerNetwork network = network(new Sgd(new StepSchedule(ScheduleType.ITERATION, 1, 0.5, 10)));
        network.addListeners(new Dl4jTraining(run));
        network.fit(batches(), 2);
        assertEquals(0.5, feed().latest(TrainingMetric.LEARNING_RATE).orElseThrow(), "of the iterations 10 to 19");
    }

    @Test
    void a_loop_over_data_sets_says_its_epochs_itself() {
        MultiLayerNetwork network = network(new Adam(RATE));
        network.addListeners(new Dl4jTraining(run));
        batches().forEachRemaining(network::fit);
        assertEquals(0, run.epochs().number());
        assertEquals(POINTS / BATCH, run.batches());
        RunFeed feed = feed();
        assertEquals(List.of(), feed.problems());
        assertTrue(feed.latest(TrainingMetric.BATCH_TIME).isPresent(), "from the second on it has a time");
    }

    @Test
    void a_training_that_diverges_is_told() {
        MultiLayerNetwork network = network(new Sgd(Double.NaN));
        network.addListeners(new Dl4jTraining(run));
        network.fit(batches());
        List<String> problems = feed().problems();
        assertTrue(
                problems.stream().anyMatch(problem -> problem.startsWith("loss is NaN at step ")), problems::toString);
    }

    @Test
    @SuppressWarnings("overrides") // of DL4J's own methods
    void a_dl4j_that_lacks_a_method_trains_on_and_the_rest_is_told() {
        MultiLayerNetwork older = new MultiLayerNetwork(configuration(new Adam(RATE))) {
            @Override
            public Double getLearningRate(int layer) {
                throw new NoSuchMethodError("getLearningRate");
            }
        };
        older.init();
        older.addListeners(new Dl4jTraining(run));
        older.fit(batches());
        RunFeed feed = feed();
        assertEquals(
                List.of("DL4J's learning rate could not be read: java.lang.NoSuchMethodError: getLearningRate"),
                feed.problems());
        assertEquals(POINTS / BATCH, run.batches());
        assertEquals(BATCH, run.batchSize());
        assertTrue(feed.latest(TrainingMetric.LOSS).isPresent());
    }

    @Test
    void a_model_that_can_tell_nothing_still_has_its_iterations_counted() {
        Model mute = (Model) Proxy.newProxyInstance(
                Model.class.getClassLoader(), new Class<?>[] {Model.class}, (proxy, method, args) -> {
                    throw new AbstractMethodError(method.getName());
                });
        Dl4jTraining listener = new Dl4jTraining(run, EPOCHS);
        listener.onEpochStart(mute);
        listener.iterationDone(mute, 0, 0);
        listener.iterationDone(mute, 1, 0);
        listener.onEpochEnd(mute);
        assertEquals(2, run.batches());
        assertEquals(
                List.of("DL4J's score could not be read: java.lang.AbstractMethodError: score"), feed().problems());
    }

    private RunFeed feed() {
        runs.fetch();
        return runs.newest().orElseThrow();
    }

    private static MultiLayerNetwork network(IUpdater updater) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(updater));
        network.init();
        return network;
    }

    /** The first layer has no rate, because it learns nothing. */
    private static MultiLayerConfiguration configuration(IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(updater)
                .list()
                .layer(new ActivationLayer(Activation.IDENTITY))
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
    }

    private static ListDataSetIterator<DataSet> batches() {
        INDArray points = Nd4j.rand(DataType.FLOAT, POINTS, 2).muli(2).subi(1);
        INDArray upper = points.sum(1).gt(0).castTo(DataType.FLOAT);
        INDArray halves = Nd4j.create(DataType.FLOAT, POINTS, 2);
        halves.putColumn(0, upper);
        halves.putColumn(1, upper.rsub(1));
        return new ListDataSetIterator<>(new DataSet(points, halves).asList(), BATCH);
    }
}
