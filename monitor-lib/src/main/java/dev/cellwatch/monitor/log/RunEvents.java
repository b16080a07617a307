package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.trace.Ongoing;
import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.training.RunFollower;
import dev.cellwatch.monitor.training.TrainingRun;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;

/** Writes that training runs begin and end, and has them traced: told of one that begins, it follows it. */
public final class RunEvents implements Function<TrainingRun, RunFollower> {

    private final EventLog log;
    /** For as long as anybody remembers the run. */
    private final Map<TrainingRun, Trace> traces = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param log where */
    public RunEvents(EventLog log) {
        this.log = log;
    }

    @Override
    public RunFollower apply(TrainingRun run) {
        String what = "Training run " + run.name();
        Ongoing traced = log.tracing().begin("training " + run.name(), log.millis());
        traced.span().attribute("run", run.name());
        Span span = log.begin(traced, Level.INFO, "training", what + " begins", Map.of("run", run.name()));
        traces.put(run, traced.trace());
        return new RunTrace(log.tracing(), traced, log::millis, () -> {
            Map<String, Object> done = done(run);
            done.forEach(traced.span()::attribute);
            span.end(Level.INFO, what + " ended", done);
        });
    }

    /** What is written about a run belongs to this. */
    public Optional<Trace> trace(TrainingRun run) {
        return Optional.ofNullable(traces.get(run));
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
