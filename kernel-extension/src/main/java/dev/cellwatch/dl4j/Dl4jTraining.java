package dev.cellwatch.dl4j;

import dev.cellwatch.monitor.training.TrainingRun;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Tells a run what a DL4J model does while it is fitted: epochs, iterations as batches with their time and size, the
 * score as loss, and the learning rate. It never lets a training fail. DL4J does not say when a training is over: who
 * opened the run closes it. For one model, which one thread fits.
 *
 * <pre>{@code
 * try (TrainingRun run = Cellwatch.training("mnist")) {
 *     model.addListeners(new Dl4jTraining(run, 10));
 *     model.fit(batches, 10);
 * }
 * }</pre>
 */
public final class Dl4jTraining extends BaseTrainingListener {

    private final TrainingRun run;
    private final int epochs;
    /** What could not be read: it is not tried again, because it would fail at each iteration. */
    private final Set<String> unreadable = new HashSet<>();

    private long iterations;
    private int epoch;
    /** Whether it is known since when the present iteration runs. */
    private boolean timed;

    private long sinceNanos;

    /** A run of which nobody knows how many epochs there will be. */
    public Dl4jTraining(TrainingRun run) {
        this(run, 0);
    }

    /** @param epochs how many there will be */
    public Dl4jTraining(TrainingRun run, int epochs) {
        this.run = run;
        this.epochs = epochs;
    }

    /** Not called where a loop fits one {@code DataSet} after the other: then the loop says its epochs itself. */
    @Override
    public void onEpochStart(Model model) {
        run.epoch(++epoch, epochs);
        begin();
    }

    /** What comes between two epochs, an evaluation or nothing at all, belongs to no iteration. */
    @Override
    public void onEpochEnd(Model model) {
        timed = false;
    }

    @Override
    public void iterationDone(Model model, int iteration, int ofEpoch) {
        long now = System.nanoTime();
        iterations++;
        if (timed) {
            run.batchTook((now - sinceNanos) / 1e9);
        } else {
            run.batchDone();
        }
        safely("score", () -> run.log(iterations, "loss", model.score()));
        safely("batch size", () -> run.batchSize(model.batchSize()));
        safely("learning rate", () -> learningRate(model)
                .ifPresent(rate -> run.log(iterations, "learning_rate", rate)));
        begin();
    }

    private void begin() {
        timed = true;
        sinceNanos = System.nanoTime();
    }

    /** That of the first layer that learns; a model may have another one in each. */
    private static OptionalDouble learningRate(Model model) {
        Stream<Double> rates = Stream.empty();
        if (model instanceof MultiLayerNetwork network) {
            rates = Stream.iterate(0, i -> i < network.getnLayers(), i -> i + 1).map(network::getLearningRate);
        } else if (model instanceof ComputationGraph graph) {
            rates = Stream.of(graph.getLayers()).map(layer -> graph.getLearningRate(name(layer)));
        }
        return rates.filter(Objects::nonNull).mapToDouble(Double::doubleValue).findFirst();
    }

    private static String name(Layer layer) {
        return layer.conf().getLayer().getLayerName();
    }

    /** What goes wrong here must not end a training. */
    private void safely(String what, Runnable step) {
        if (unreadable.contains(what)) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | LinkageError otherDl4j) {
            unreadable.add(what);
            run.problem("DL4J's " + what + " could not be read: " + otherDl4j);
        }
    }
}
