package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.EndpointException;
import dev.cellwatch.monitor.training.TrainingRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Training numbers for Prometheus under the names and on the port that are known: a {@link TrainingRun} behind a map. What
 * it is told shows in {@code %training}, too. Thread-safe.
 *
 * <pre>{@code
 * var exporter = new TrainingMetricsExporter(8000);
 * exporter.start();
 * exporter.updateMetrics(Map.of("train_loss", 0.31, "val_loss", 0.35, "learning_rate", 1e-3, "epoch", 2, "batch_time", 0.04));
 * }</pre>
 */
public final class TrainingMetricsExporter implements AutoCloseable {

    private static final int USUAL_PORT = 8000;
    private static final String BATCH_TIME = "batch_time";
    private static final String EPOCH = "epoch";

    private final int port;
    private final Monitor monitor;
    private final Endpoint endpoint;
    private @Nullable TrainingRun run;
    private long step;
    private int epoch;

    /** On port 8000. */
    public TrainingMetricsExporter() {
        this(USUAL_PORT);
    }

    /** @param port that this kernel's endpoint moves to, 0 for any */
    public TrainingMetricsExporter(int port) {
        this(port, Cellwatch.monitor(), Cellwatch.endpoint());
    }

    TrainingMetricsExporter(int port, Monitor monitor, Endpoint endpoint) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port + ".");
        }
        this.port = port;
        this.monitor = monitor;
        this.endpoint = endpoint;
    }

    /**
     * Has this kernel's endpoint listen on the port, and prints where.
     *
     * @throws IllegalStateException with a sentence, where it cannot
     */
    public void start() {
        try {
            endpoint.start(OptionalInt.of(port), Optional.empty());
        } catch (EndpointException failed) {
            throw new IllegalStateException(failed.sentence(), failed);
        }
        endpoint.status()
                .ifPresent(status -> System.out.println("Metrics at http://localhost:" + status.port() + "/metrics"));
    }

    /**
     * Tells the newest numbers, as far as there are any: {@code train_loss}, {@code val_loss}, {@code learning_rate}, {@code
     * epoch}, {@code batch_time} in seconds, which counts a batch, and others under names of your own.
     */
    public synchronized void updateMetrics(@Nullable Map<String, ? extends @Nullable Number> metrics) {
        TrainingRun to = run();
        Map<String, Number> values = new LinkedHashMap<>();
        try {
            Map<String, ? extends @Nullable Number> told = metrics == null ? Map.of() : metrics;
            told.forEach((name, value) -> values.put(name, value == null ? Double.NaN : value));
        } catch (RuntimeException changing) {
            to.problem("values could not be read: " + changing);
        }
        Number now = values.remove(EPOCH);
        if (now != null && now.intValue() != epoch && !Double.isNaN(now.doubleValue())) {
            epoch = now.intValue();
            to.epoch(epoch, 0);
        }
        Number batch = values.remove(BATCH_TIME);
        if (batch != null) {
            to.batchTook(batch.doubleValue());
        }
        to.log(++step, values);
    }

    private TrainingRun run() {
        if (run == null) {
            run = monitor.runs().start("training");
        }
        return run;
    }

    /** Ends the run; the endpoint goes on. */
    @Override
    public synchronized void close() {
        if (run != null) {
            run.close();
        }
    }
}
