package dev.cellwatch.notebook.live;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs things later, one after the other. */
@FunctionalInterface
interface Timer {

    void in(Duration delay, Runnable task);

    /** One daemon thread for all plots; it is started by the first and does not keep the kernel from ending. */
    @SuppressWarnings("FutureReturnValueIgnored") // a plot deals with its own failures
    static Timer daemon(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        return (delay, task) -> executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
