package dev.cellwatch.monitor.training;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a training says of itself while it runs. Nothing here throws because of what is logged, and {@link #log} neither
 * waits nor takes a lock: it costs the training thread well under a microsecond. Thread-safe.
 *
 * <pre>{@code
 * try (TrainingRun run = Cellwatch.training("mnist")) {
 *     run.batchSize(64);
 *     run.epoch(1, 10);
 *     for (Batch batch : run.timed(batches)) {
 *         run.log(++step, "loss", train(batch));
 *     }
 * }
 * }</pre>
 */
public final class TrainingRun implements AutoCloseable {

    /** Points that wait until they are fetched, which happens five times a second. */
    private static final int WAITING = 1 << 16;

    private static final RunFollower NOBODY = () -> {};

    private final int id;
    private final String name;
    private final InstantSource clock;
    private final long startMillis;
    private final Handover points = new Handover(WAITING);
    private final AtomicLong batches = new AtomicLong();
    private final LongAdder late = new LongAdder();
    private final Epochs epochs = new Epochs();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final AtomicBoolean endTold = new AtomicBoolean();
    private volatile RunFollower follower = NOBODY;
    private volatile int batchSize;
    private volatile long endMillis = Long.MAX_VALUE;

    TrainingRun(int id, String name, InstantSource clock) {
        this.id = id;
        this.name = name;
        this.clock = clock;
        this.startMillis = clock.millis();
    }

    /**
     * Takes down a value: {@code loss}, {@code validation_loss}, {@code learning_rate} or any name of your own. A value
     * that is no number is kept as an event and not drawn. After the end of the run it is counted and left out.
     *
     * @param step the training step that it belongs to
     */
    public void log(long step, String name, double value) {
        if (isOver()) {
            late.increment();
        } else {
            points.put(clock.millis(), step, String.valueOf(name), value);
        }
    }

    /** Takes down several values of one step; one that is {@code null} is no number. */
    public void log(long step, @Nullable Map<String, ? extends @Nullable Number> values) {
        try {
            Map<String, ? extends @Nullable Number> all = values == null ? Map.of() : values;
            all.forEach((name, value) -> log(step, name, value == null ? Double.NaN : value.doubleValue()));
        } catch (RuntimeException changing) {
            problem("values of step " + step + " could not be read: " + changing);
        }
    }

    /**
     * Says that an epoch begins.
     *
     * @param number which, counted from 1
     * @param of how many there will be, 0 if that is not known
     */
    public void epoch(int number, int of) {
        if (isOver()) {
            late.increment();
            return;
        }
        epochs.begin(number, of, clock.millis());
        follower.epoch(number, of);
        log(batches.get(), TrainingMetric.EPOCH.id(), number);
    }

    /** How many samples a batch has, for the throughput. */
    public void batchSize(int samples) {
        batchSize = Math.max(0, samples);
    }

    /** Times a batch, from now until it is closed. */
    public Batch batch() {
        return new Batch();
    }

    /** The batches of a loop over them, each timed from when the loop has it until it asks for the next one. */
    public <T> Iterable<T> timed(Iterable<T> batches) {
        return () -> new TimedBatches<>(this, batches.iterator());
    }

    /** Counts a batch of which nobody knows how long it took. */
    public void batchDone() {
        if (!isOver()) {
            batches.incrementAndGet();
        }
    }

    /** Counts a batch that somebody else timed. */
    public void batchTook(double seconds) {
        took(seconds);
        follower.batchTook(batches.get(), seconds);
    }

    private void took(double seconds) {
        batchDone();
        log(batches.get(), TrainingMetric.BATCH_TIME.id(), seconds);
    }

    /** Tells whoever reads the run what went wrong with it, in a sentence without its end; the first is kept. */
    public void problem(String sentence) {
        problem.compareAndSet(null, sentence);
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem.get());
    }

    /** Ends the run; its values stay. */
    @Override
    public void close() {
        if (!isOver()) {
            endMillis = clock.millis();
        }
        RunFollower known = follower;
        if (known != NOBODY && endTold.compareAndSet(false, true)) {
            known.ended();
        }
    }

    /** Has somebody told how it goes, and once that it ends, on the thread that ends it; at once if it is over. */
    void tell(RunFollower told) {
        follower = told;
        if (isOver()) {
            close();
        }
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long startMillis() {
        return startMillis;
    }

    /** When it ended, {@code Long.MAX_VALUE} while it runs. */
    public long endMillis() {
        return endMillis;
    }

    public boolean isOver() {
        return endMillis != Long.MAX_VALUE;
    }

    /** How far it is. */
    public Epochs epochs() {
        return epochs;
    }

    /** Batches that were closed or reported. */
    public long batches() {
        return batches.get();
    }

    /** Samples in a batch, 0 where nobody said. */
    public int batchSize() {
        return batchSize;
    }

    /** Values that came faster than they were fetched. */
    public long lost() {
        return points.lost();
    }

    /** Values that came after the end. */
    public long late() {
        return late.sum();
    }

    Handover points() {
        return points;
    }

    /** One batch while it is worked on; for one thread. */
    public final class Batch implements AutoCloseable {
        private final Runnable followed = follower.batch(batches.get() + 1);
        private final long startNanos = System.nanoTime();
        private boolean closed;

        private Batch() {}

        /** The batch is done: it counts, with the time that it took. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                took((System.nanoTime() - startNanos) / 1e9);
                followed.run();
            }
        }
    }
}
