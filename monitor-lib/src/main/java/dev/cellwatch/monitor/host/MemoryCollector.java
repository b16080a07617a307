package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Memory as this process meets it: within its control group's limit where there is one, else the machine's. */
final class MemoryCollector implements Collector {

    private final Machine machine;
    private final Cgroup cgroup;

    MemoryCollector(Machine machine, Cgroup cgroup) {
        this.machine = machine;
        this.cgroup = cgroup;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Duration every() {
        return Duration.ZERO;
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        long total = machine.memoryTotal();
        if (total <= 0) {
            return;
        }
        long available = machine.memoryAvailable();
        OptionalLong limit = cgroup.memoryLimit();
        OptionalLong charged =
                limit.isPresent() && limit.getAsLong() < total ? cgroup.memoryUsed() : OptionalLong.empty();
        if (charged.isPresent()) {
            available = Math.min(available, limit.getAsLong() - charged.getAsLong());
            put(host, limit.getAsLong(), charged.getAsLong(), Math.max(0, available));
        } else {
            put(host, total, total - available, available);
        }
    }

    private static void put(Sample.Builder host, long total, long used, long available) {
        host.put(HostMetric.MEMORY_TOTAL, total)
                .put(HostMetric.MEMORY_USED, used)
                .put(HostMetric.MEMORY_AVAILABLE, available)
                .put(HostMetric.MEMORY_USED_RATIO, (double) used / total);
    }
}
