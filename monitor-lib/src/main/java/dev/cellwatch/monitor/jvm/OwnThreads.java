package dev.cellwatch.monitor.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/** CPU time of Cellwatch's own threads, known by their names. For one thread at a time. */
final class OwnThreads {

    /** What the names of Cellwatch's threads start with. */
    static final String PREFIX = "cellwatch-";

    private Map<Long, Long> lastNanos = new HashMap<>();
    private long totalNanos;

    /** The time in seconds, that of ended threads included as far as they were seen. */
    double cpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> nowNanos = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(PREFIX)) {
                long nanos = threads.getThreadCpuTime(thread.getThreadId());
                if (nanos > 0) {
                    nowNanos.put(thread.getThreadId(), nanos);
                    totalNanos += nanos - lastNanos.getOrDefault(thread.getThreadId(), 0L);
                }
            }
        }
        lastNanos = nowNanos;
        return totalNanos / 1e9;
    }
}
