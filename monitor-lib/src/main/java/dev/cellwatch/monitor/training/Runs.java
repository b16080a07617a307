package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.sampling.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The training runs of a program. While one is open its points are fetched five times a second, on a daemon thread, and
 * everything is measured, so that what a run did to the GPU can be told afterwards. Thread-safe.
 */
public final class Runs implements AutoCloseable {

    /** With more, the oldest that is over is forgotten, or else the oldest. */
    static final int MOST = 16;

    private static final Duration FETCH = Duration.ofMillis(200);

    private final Supplier<Lease> watch;
    private final InstantSource clock;
    private final Optional<RunKeeper> keeper;
    private volatile Function<TrainingRun, RunFollower> beginning = run -> () -> {};
    private final Deque<RunFeed> known = new ArrayDeque<>();
    private int lastId;
    private boolean ended;
    private @Nullable Thread fetcher;

    /** Runs that are forgotten with the program. */
    public Runs(Supplier<Lease> watch, InstantSource clock) {
        this(watch, clock, Optional.empty());
    }

    /**
     * Runs that are kept.
     *
     * @param watch has everything measured until the lease is closed
     * @param keeper writes them, where there is one
     */
    Runs(Supplier<Lease> watch, InstantSource clock, Optional<RunKeeper> keeper) {
        this.watch = watch;
        this.clock = clock;
        this.keeper = keeper;
    }

    /**
     * From now on somebody is told of each run that begins.
     *
     * @param told gives who follows it; on the thread that begins it, and without waiting
     */
    public void tell(Function<TrainingRun, RunFollower> told) {
        beginning = told;
    }

    /**
     * Starts a run. One of the same name that is still open was left behind by its code, and is ended; so is the oldest of
     * too many.
     */
    public TrainingRun start(String name) {
        TrainingRun run = register(name);
        run.tell(beginning.apply(run));
        return run;
    }

    private synchronized TrainingRun register(String name) {
        TrainingRun run = new TrainingRun(++lastId, String.valueOf(name), clock);
        for (RunFeed other : known) {
            if (other.run().name().equals(run.name())) {
                other.run().close();
            }
        }
        RunFeed feed = new RunFeed(run, watch);
        known.addLast(feed);
        while (known.size() > MOST) {
            forget(known.stream()
                    .filter(other -> other.run().isOver())
                    .findFirst()
                    .orElseGet(known::getFirst));
        }
        try {
            feed.fetch(clock.millis());
            startFetching();
        } catch (RuntimeException | OutOfMemoryError noThread) {
            run.problem("nothing is measured beside it: " + noThread);
        }
        keep(feed);
        return run;
    }

    private void keep(RunFeed feed) {
        try {
            keeper.ifPresent(one -> one.follow(feed));
        } catch (OutOfMemoryError noThread) {
            feed.run().problem("it is not kept: " + noThread);
        }
    }

    private void forget(RunFeed feed) {
        feed.run().close();
        takeOver(feed, clock.millis()); // it lets go what it has measured for it
        known.remove(feed);
    }

    private void startFetching() {
        if (!ended && (fetcher == null || !fetcher.isAlive())) {
            fetcher = new Thread(this::fetchWhileOpen, "cellwatch-training");
            fetcher.setDaemon(true);
            fetcher.start();
        }
    }

    private void fetchWhileOpen() {
        try {
            while (waitForOpen()) {
                fetch();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is something to fetch, now or after a moment. The thread that is told no has ended. */
    private synchronized boolean waitForOpen() throws InterruptedException {
        if (ended || known.stream().allMatch(RunFeed::isFinished)) {
            fetcher = null;
            return false;
        }
        TimeUnit.MILLISECONDS.timedWait(this, FETCH.toMillis());
        return !ended;
    }

    /** Takes over what was logged until now. */
    public void fetch() {
        List<RunFeed> feeds;
        synchronized (this) {
            feeds = List.copyOf(known);
        }
        long now = clock.millis();
        feeds.forEach(feed -> takeOver(feed, now));
    }

    /** Whatever goes wrong, also a full heap, must not end the fetching of the others, nor the start of the next. */
    private static void takeOver(RunFeed feed, long nowMillis) {
        try {
            feed.fetch(nowMillis);
        } catch (RuntimeException | Error failed) {
            feed.run().problem("some of its values could not be taken over: " + failed);
        }
    }

    /** Every run that is remembered, the oldest first. */
    public synchronized List<RunFeed> all() {
        return List.copyOf(known);
    }

    /** The run with that number, or else the newest of that name. */
    public Optional<RunFeed> find(String numberOrName) {
        return numbered(numberOrName).or(() -> named(numberOrName));
    }

    synchronized Optional<RunFeed> numbered(String number) {
        return known.stream().filter(feed -> feed.label().equals(number)).findFirst();
    }

    /** The newest of that name. */
    synchronized Optional<RunFeed> named(String name) {
        return known.stream().filter(feed -> feed.name().equals(name)).reduce((first, second) -> second);
    }

    /** The one that was started last. */
    public synchronized Optional<RunFeed> newest() {
        return Optional.ofNullable(known.peekLast());
    }

    /** Why runs are not kept at the moment, in a sentence without its end. */
    public Optional<String> keepingProblem() {
        return keeper.flatMap(RunKeeper::problem);
    }

    /** Ends every run; their values stay. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            known.forEach(feed -> feed.run().close());
            notifyAll();
        }
        fetch();
        fetch();
        keeper.ifPresent(RunKeeper::close);
    }
}
