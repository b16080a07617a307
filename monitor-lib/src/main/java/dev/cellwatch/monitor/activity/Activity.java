package dev.cellwatch.monitor.activity;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.snapshot.Branch;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Training runs, alerts and the last lines of the log at this moment. What is not known is null. Thread-safe. */
public final class Activity {

    private final Runs runs;
    private final Supplier<List<Alert>> alerts;
    private final EventLog log;
    private final InstantSource clock;

    /** @param alerts what is the matter, the worst first */
    public Activity(Runs runs, Supplier<List<Alert>> alerts, EventLog log, InstantSource clock) {
        this.runs = runs;
        this.alerts = alerts;
        this.log = log;
        this.clock = clock;
    }

    /** {@code timestamp}, {@code runs} and {@code log}, each the newest first, and {@code alerts}, the worst first. */
    public Map<String, @Nullable Object> tree() {
        runs.fetch();
        long now = clock.millis();
        List<ReadableRun> newest = new ArrayList<>(runs.all());
        Collections.reverse(newest);
        return new Branch()
                .put("timestamp", Times.utc(now))
                .put("runs", newest.stream().map(run -> run(run, now)).toList())
                .put("alerts", alerts.get().stream().map(Activity::alert).toList())
                .put("log", log.last())
                .map();
    }

    private static Map<String, @Nullable Object> run(ReadableRun run, long nowMillis) {
        int epoch = run.epochs().number();
        int of = run.epochs().of();
        long millis = Math.max(0, Math.min(nowMillis, run.endMillis()) - run.startMillis());
        return new Branch()
                .put("id", run.label())
                .put("name", run.name())
                .put("began", Times.utc(run.startMillis()))
                .put("over", run.isOver())
                .put("seconds", (Object) (millis / 1000.0))
                .put("epoch", epoch > 0 ? (Object) epoch : null)
                .put("epochs", of > 0 ? (Object) of : null)
                .put("steps", run.steps() > 0 ? (Object) run.steps() : null)
                .put("loss", value(run, TrainingMetric.LOSS))
                .put("validation_loss", value(run, TrainingMetric.VALIDATION_LOSS))
                .put("samples_per_second", value(run, TrainingMetric.THROUGHPUT))
                .put("problems", run.problems())
                .map();
    }

    /** A loss is not rounded: it may be tiny. One that is no number any more is not known. */
    private static @Nullable Object value(ReadableRun run, TrainingMetric metric) {
        double newest = run.latest(metric).orElse(Double.NaN);
        return Double.isFinite(newest) ? (Object) newest : null;
    }

    private static Map<String, @Nullable Object> alert(Alert alert) {
        return new Branch()
                .put("name", alert.rule().id())
                .put("severity", alert.rule().severity().label())
                .put("priority", alert.rule().priority())
                .put("subject", alert.subject())
                .put("firing", alert.firing())
                .put("sentence", alert.sentence())
                .map();
    }
}
