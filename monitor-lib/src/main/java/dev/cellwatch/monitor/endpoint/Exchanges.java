package dev.cellwatch.monitor.endpoint;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The threads that answer: few, and none while nobody asks. Whoever takes too long to send a request or to take an
 * answer is cut off by an interrupt, which closes the connection that the thread waits for. Thread-safe.
 */
final class Exchanges implements Executor, AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING = 200;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** How long a request may take to arrive: on the way there are only this machine's own wires, mostly. */
    static final Duration TO_ARRIVE = Duration.ofSeconds(5);

    /** How long a request that is sent away may take to go: what it still brings is read by nobody. */
    static final Duration TO_GO = Duration.ofSeconds(1);

    /** How long it may take to be answered, and the answer to be taken. */
    static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ThreadLocalUsage") // its threads are its own
    private final ThreadLocal<Work> current = new ThreadLocal<>();

    private final AtomicBoolean lookingOut = new AtomicBoolean();
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final LongSupplier nanoClock;

    Exchanges(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.workers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(WAITING),
                daemons("cellwatch-web-"));
        workers.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("cellwatch-web-timer-"));
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs an exchange, which has to begin with the arrival of its request. */
    @Override
    public void execute(Runnable exchange) {
        execute(exchange, TO_ARRIVE);
    }

    /** Runs something that is cut off when it takes longer than that. */
    void execute(Runnable task, Duration limit) {
        workers.execute(() -> run(task, limit));
    }

    private void run(Runnable task, Duration limit) {
        Work work = new Work(Thread.currentThread(), nanoClock.getAsLong() + limit.toNanos());
        current.set(work);
        running.add(work);
        lookOut();
        try {
            task.run();
        } finally {
            work.end();
            running.remove(work);
            current.remove();
        }
    }

    /** Gives what this thread does at present so much time from now on: its request has arrived, for example. */
    void allow(Duration limit) {
        Work work = current.get();
        if (work != null) {
            work.deadlineNanos = nanoClock.getAsLong() + limit.toNanos();
        }
    }

    /** Has somebody look out for the late, once for all who are served: not a task for each of many quick requests. */
    private void lookOut() {
        if (lookingOut.compareAndSet(false, true)) {
            ScheduledFuture<?> unused = timer.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        cutOffTheLate();
        lookingOut.set(false);
        if (!running.isEmpty()) {
            lookOut();
        }
    }

    void cutOffTheLate() {
        long now = nanoClock.getAsLong();
        running.stream().filter(work -> now - work.deadlineNanos > 0).forEach(Work::cutOff);
    }

    /** For what has to be done from time to time and takes none: the thread cuts off others, too. */
    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    /** What a thread does at present. */
    private static final class Work {
        private final Thread thread;
        private volatile long deadlineNanos;
        private boolean over;

        Work(Thread thread, long deadlineNanos) {
            this.thread = thread;
            this.deadlineNanos = deadlineNanos;
        }

        synchronized void cutOff() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** From here on the thread may do something else, which must not be hit. */
        synchronized void end() {
            over = true;
        }
    }
}
