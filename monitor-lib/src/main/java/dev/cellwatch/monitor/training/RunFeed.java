package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.sampling.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what a run logs, and has everything measured while it does. After a quarter of an hour without a value
 * measuring stops, so that a forgotten run does not keep a laptop's GPU awake; the next value starts it again.
 * Thread-safe.
 */
public final class RunFeed implements ReadableRun {

    private static final long QUIET_MILLIS = 15 * 60_000L;
    private static final long COUNT_MILLIS = 1000;
    /** Too few batches make the throughput jump; after so long they count all the same. */
    private static final long LONGEST_COUNT_MILLIS = 10_000;

    private static final int FEW = 5;

    private static final Optional<TrainingMetric> BATCH_TIME = Optional.of(TrainingMetric.BATCH_TIME);

    private final TrainingRun run;
    private final RunRecord record = new RunRecord();
    private final BatchTimes batchTimes = new BatchTimes();
    private final Supplier<Lease> watch;
    private @Nullable Lease lease;
    private boolean over;
    private boolean finished;
    private boolean quiet;
    private long countedMillis;
    private long countedBatches;

    RunFeed(TrainingRun run, Supplier<Lease> watch) {
        this.run = run;
        this.watch = watch;
        this.countedMillis = run.startMillis();
    }

    public TrainingRun run() {
        return run;
    }

    @Override
    public String label() {
        return Integer.toString(run.id());
    }

    @Override
    public String name() {
        return run.name();
    }

    /** Nothing: it is this one. */
    @Override
    public Optional<String> notebook() {
        return Optional.empty();
    }

    @Override
    public long startMillis() {
        return run.startMillis();
    }

    @Override
    public long endMillis() {
        return run.endMillis();
    }

    @Override
    public Epochs epochs() {
        return run.epochs();
    }

    @Override
    public long batches() {
        return run.batches();
    }

    @Override
    public int batchSize() {
        return run.batchSize();
    }

    @Override
    public Optional<MachineRecord> machine() {
        return Optional.empty();
    }

    /** What was taken over so far. */
    @Override
    public RunRecord record() {
        return record;
    }

    /** How long its batches took so far. */
    public BatchTimes batchTimes() {
        return batchTimes;
    }

    /** Whether the run is over and all that it logged is in the record. */
    public synchronized boolean isFinished() {
        return finished;
    }

    /** Whether nothing has been logged for so long that nothing is measured any more. */
    public synchronized boolean isQuiet() {
        return quiet;
    }

    @Override
    public boolean isSettled() {
        return isFinished() || isQuiet();
    }

    /** Whether there is anything to keep of it. */
    boolean hasSaidSomething() {
        return run.batches() > 0
                || !record.problems().isEmpty()
                || !record.names().isEmpty();
    }

    /** A run is finished one fetch after it was seen to be over: a thread may just have been logging. */
    synchronized void fetch(long nowMillis) {
        if (finished) {
            return;
        }
        boolean last = over;
        over = run.isOver();
        if (last) {
            run.points().fetchAll(this::add);
        } else {
            run.points().fetch(this::add);
        }
        long seen = Math.max(run.startMillis(), record.lastMillis());
        quiet = !over && nowMillis - seen >= QUIET_MILLIS;
        measure(!over && !quiet);
        count(Math.min(nowMillis, run.endMillis()));
        finished = last;
    }

    private void add(Point point) {
        record.add(point);
        if (TrainingMetric.named(point.name()).equals(BATCH_TIME)) {
            batchTimes.add(point.value(), point.timeMillis());
        }
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
        long fresh = run.batches() - countedBatches;
        long millis = nowMillis - countedMillis;
        boolean enough = fresh >= FEW ? millis >= COUNT_MILLIS : fresh > 0 && millis >= LONGEST_COUNT_MILLIS;
        if (!enough) {
            return;
        }
        if (run.batchSize() > 0) {
            double perSecond = fresh * 1000.0 * run.batchSize() / millis;
            record.add(new Point(0, nowMillis, run.batches(), TrainingMetric.THROUGHPUT.id(), perSecond));
        }
        countedBatches += fresh;
        countedMillis = nowMillis;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(record.problems());
        run.problem().ifPresent(problems::add);
        if (isQuiet()) {
            problems.add("nothing was logged for 15 minutes, and nothing is measured until the next value");
        }
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
