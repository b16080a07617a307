package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.training.TrainingRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes that training runs begin and end: told of one that begins, it gives what is to be done at its end.
 *
 * @param log where
 */
public record RunEvents(EventLog log) implements Function<TrainingRun, Runnable> {

    @Override
    public Runnable apply(TrainingRun run) {
        String what = "Training run " + run.name();
        Span span = log.begin(Level.INFO, "training", what + " begins", Map.of("run", run.name()));
        return () -> span.end(Level.INFO, what + " ended", done(run));
    }

    private static Map<String, Object> done(TrainingRun run) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("run", run.name());
        if (run.batches() > 0) {
            done.put("batches", run.batches());
        }
        if (run.batchSize() > 0) {
            done.put("batch_size", run.batchSize());
        }
        return done;
    }
}
