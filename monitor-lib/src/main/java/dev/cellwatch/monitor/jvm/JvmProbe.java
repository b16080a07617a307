package dev.cellwatch.monitor.jvm;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.Tick;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the JVM that this code runs in. The management beans are made at the first read. */
public final class JvmProbe implements Probe {

    /** Asking every thread for its name is dear, so it is done twice a minute. */
    private static final long OWN_MILLIS = 29_000;

    private Interval cpu = new Interval();
    private Interval pauses = new Interval();
    private final ProcessStorage storage = new ProcessStorage(Path.of("/proc/self/io"));
    private final OwnThreads ownThreads = new OwnThreads();
    private @Nullable JvmBeans beans;
    private long lastOwnMillis;

    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public void read(Tick tick, Consumer<Sample> out) {
        if (beans == null) {
            beans = new JvmBeans();
        }
        Sample.Builder sample = Sample.at(tick.timeMillis(), Subject.JVM);
        readFast(beans, sample);
        storage.put(sample);
        if (tick.first() || tick.due(Tier.SLOW)) {
            beans.putSlow(sample);
        }
        if (!tick.first() && tick.due(Tier.SLOW)) {
            beans.putNative(sample); // not in the first reading, for which somebody may wait
        }
        if (tick.first() || (tick.slow() && Math.abs(tick.timeMillis() - lastOwnMillis) >= OWN_MILLIS)) {
            lastOwnMillis = tick.timeMillis();
            sample.put(JvmMetric.OWN_CPU_SECONDS, ownThreads.cpuSeconds());
        }
        out.accept(sample.build());
    }

    /** A share of time over the rest would be nobody's share. */
    @Override
    public void rest() {
        cpu = new Interval();
        pauses = new Interval();
    }

    private void readFast(JvmBeans from, Sample.Builder sample) {
        Runtime runtime = Runtime.getRuntime();
        long committed = runtime.totalMemory();
        sample.put(JvmMetric.HEAP_USED, committed - runtime.freeMemory()).put(JvmMetric.HEAP_COMMITTED, committed);
        if (runtime.maxMemory() != Long.MAX_VALUE) {
            sample.put(JvmMetric.HEAP_MAX, runtime.maxMemory());
        }
        long now = System.nanoTime();
        double cpuSeconds = from.cpuSeconds();
        JvmBeans.Collections collections = from.collections();
        sample.put(JvmMetric.CPU_USAGE, cpu.perSecond(now, cpuSeconds))
                .put(JvmMetric.CPU_SECONDS, cpuSeconds)
                .put(JvmMetric.GC_TIME, pauses.perSecond(now, collections.pauseSeconds()))
                .put(JvmMetric.GC_PAUSE_SECONDS, collections.pauseSeconds())
                .put(JvmMetric.GC_SECONDS, collections.seconds())
                .put(JvmMetric.GC_COLLECTIONS, collections.count());
    }
}
