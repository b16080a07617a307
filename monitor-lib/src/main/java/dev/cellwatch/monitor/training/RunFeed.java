package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what a run logs, and has everything measured while it does. After a quarter of an hour without a value
 * measuring stops, so that a forgotten run does not keep a laptop's GPU awake; the next value starts it again.
 * Thread-safe.
 */
public final class RunFeed {

    private static final long QUIET_MILLIS = 15 * 60_000L;
    private static final long TELL_MILLIS = 1000;
    /** Too few batches in a second make the throughput jump. */
    private static final long LONGEST_COUNT_MILLIS = 10_000;

    private final TrainingRun run;
    private final RunRecord record = new RunRecord();
    private final Supplier<Lease> watch;
    private final Consumer<Sample> out;
    private @Nullable Lease lease;
    private boolean finished;
    private long toldMillis;
    private long countedMillis;
    private long countedBatches;

    RunFeed(TrainingRun run, Supplier<Lease> watch, Consumer<Sample> out) {
        this.run = run;
        this.watch = watch;
        this.out = out;
        this.countedMillis = run.startMillis();
        this.lease = watch.get();
    }

    public TrainingRun run() {
        return run;
    }

    /** What was taken over so far. */
    public RunRecord record() {
        return record;
    }

    /** Whether the run is over and all that it logged is in the record. */
    public synchronized boolean isFinished() {
        return finished;
    }

    synchronized void fetch(long nowMillis) {
        if (finished) {
            return;
        }
        boolean last = run.isOver(); // asked before, so that what was logged until then is fetched
        run.points().fetch(record::add);
        long seen = Math.max(run.startMillis(), record.lastMillis());
        measure(!last && nowMillis - seen < QUIET_MILLIS);
        if (last || nowMillis - toldMillis >= TELL_MILLIS) {
            toldMillis = nowMillis;
            count(nowMillis);
            tell(nowMillis);
        }
        finished = last;
    }

    private void measure(boolean wanted) {
        if (wanted && lease == null) {
            lease = watch.get();
        } else if (!wanted && lease != null) {
            lease.close();
            lease = null;
        }
    }

    /** The throughput since the last count. */
    private void count(long nowMillis) {
        long batches = run.batches();
        long millis = nowMillis - countedMillis;
        boolean enough = batches - countedBatches >= 5 || millis >= LONGEST_COUNT_MILLIS;
        if (batches == countedBatches || !enough || millis <= 0) {
            return;
        }
        if (run.batchSize() > 0) {
            double perSecond = (batches - countedBatches) * 1000.0 * run.batchSize() / millis;
            record.add(new Point(0, nowMillis, batches, TrainingMetric.THROUGHPUT.id(), perSecond));
        }
        countedBatches = batches;
        countedMillis = nowMillis;
    }

    private void tell(long nowMillis) {
        Sample.Builder sample = Sample.at(nowMillis, run.subject());
        for (TrainingMetric metric : TrainingMetric.values()) {
            sample.put(metric, record.latest(metric.id()));
        }
        sample.put(TrainingMetric.BATCHES, run.batches());
        sample.put(TrainingMetric.LOST, run.lost());
        out.accept(sample.build());
    }

    /** The newest value of a row, however old: a loss is true until the next one. */
    public OptionalDouble latest(TrainingMetric metric) {
        return record.latest(metric.id());
    }

    /** What somebody who reads the run must know, a sentence each; mostly nothing. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(record.problems());
        if (run.lost() > 0) {
            problems.add(values(run.lost()) + " came faster than they could be kept");
        }
        if (run.late() > 0) {
            problems.add(values(run.late()) + " came after the run's end and went unheard");
        }
        return problems;
    }

    private static String values(long count) {
        return count == 1 ? "1 value" : count + " values";
    }
}
