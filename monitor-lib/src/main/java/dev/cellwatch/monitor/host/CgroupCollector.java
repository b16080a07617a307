package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The limits of the control group that this process runs in, and how much of them is used. */
final class CgroupCollector implements Collector {

    /** Limits hardly ever change, and a process may sit below many groups: looked up once a minute. */
    private static final int READS_PER_LOOKUP = 6;

    private final Cgroup cgroup;
    private final Rate cpuNanos = new Rate();
    private int reads;

    CgroupCollector(Cgroup cgroup) {
        this.cgroup = cgroup;
    }

    @Override
    public String name() {
        return "cgroup";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        if (reads++ % READS_PER_LOOKUP == 0) {
            cgroup.refresh();
        }
        host.put(HostMetric.CGROUP_MEMORY_LIMIT, cgroup.memoryLimit());
        host.put(HostMetric.CGROUP_MEMORY_USED, cgroup.memoryUsed());
        OptionalDouble cores = cgroup.cpuLimit();
        OptionalLong used = cgroup.cpuNanos();
        if (cores.isPresent() && used.isPresent()) {
            OptionalDouble rate = cpuNanos.perSecond(timeMillis, used.getAsLong());
            host.put(HostMetric.CGROUP_CPU_LIMIT, cores);
            rate.ifPresent(nanos -> host.put(HostMetric.CGROUP_CPU_USAGE, nanos / 1e9 / cores.getAsDouble()));
        }
    }
}
