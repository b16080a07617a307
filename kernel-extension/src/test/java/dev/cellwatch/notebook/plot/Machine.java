package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up machine with busy GPUs, sampled on a made-up clock: the same numbers in every run. */
final class Machine {

    static final long START = 1_800_000_000_000L;
    private static final double GIB = 1L << 30;

    final History history = new History();
    private final List<Subject> gpus = new ArrayList<>();
    private final Random random = new Random(7);
    private final long intervalMillis;
    private long nowMillis = START;

    Machine(int gpus, long intervalMillis) {
        this.intervalMillis = intervalMillis;
        for (int i = 0; i < gpus; i++) {
            this.gpus.add(gpu(i));
        }
    }

    static Subject gpu(int index) {
        String uuid = "GPU-0000000" + index;
        return new Subject(Subject.Kind.GPU, uuid, Map.of("gpu", Integer.toString(index), "uuid", uuid));
    }

    long nowMillis() {
        return nowMillis;
    }

    /** Samples for that long. */
    Machine run(long seconds) {
        for (long end = nowMillis + seconds * 1000; nowMillis + intervalMillis <= end; ) {
            nowMillis += intervalMillis;
            tick();
        }
        return this;
    }

    /** Time passes in which nothing is sampled. */
    void skip(long seconds) {
        nowMillis += seconds * 1000;
    }

    Sample sampleOf(Subject gpu) {
        return gpuSample(gpu, (nowMillis - START) / 1000.0, false);
    }

    private void tick() {
        double seconds = (nowMillis - START) / 1000.0;
        boolean starved = seconds % 300 > 80 && seconds % 300 < 100;
        gpus.forEach(gpu -> history.accept(gpuSample(gpu, seconds, starved)));
        history.accept(Sample.at(nowMillis, Subject.HOST)
                .put(HostMetric.CPU_USAGE, starved ? 0.92 : 0.35 + 0.1 * Math.sin(seconds / 20) + noise(0.05))
                .put(HostMetric.CPU_COUNT, 16)
                .put(HostMetric.MEMORY_USED_RATIO, 0.41 + noise(0.002))
                .put(HostMetric.MEMORY_USED, (0.41 + noise(0.002)) * 31.3 * GIB)
                .put(HostMetric.MEMORY_TOTAL, 31.3 * GIB)
                .build());
        history.accept(Sample.at(nowMillis, Subject.JVM)
                .put(JvmMetric.CPU_USAGE, 2 + noise(0.5))
                .put(JvmMetric.HEAP_USED, (1.9 + seconds % 24 / 24 * 1.3) * GIB)
                .put(JvmMetric.HEAP_MAX, 7.8 * GIB)
                .put(JvmMetric.GC_TIME, seconds % 150 < 8 ? 0.3 : 0.01)
                .build());
    }

    private Sample gpuSample(Subject gpu, double seconds, boolean starved) {
        int index = Panels.index(gpu);
        double use = starved ? 0.25 + noise(0.05) : 0.96 - index * 0.07 + noise(0.05);
        double memory = (76 - index * 8) * (1 - Math.exp(-(seconds + 30) / 90));
        return Sample.at(nowMillis, gpu)
                .put(GpuMetric.UTILIZATION, Math.max(0, Math.min(1, Math.round(use * 100) / 100.0)))
                .put(GpuMetric.MEMORY_USED, memory * GIB)
                .put(GpuMetric.MEMORY_TOTAL, 80 * GIB)
                .put(GpuMetric.POWER_USAGE, 130 + 520 * use + noise(20))
                .put(GpuMetric.POWER_ENFORCED_LIMIT, 700)
                .put(GpuMetric.TEMPERATURE, 67 - index)
                .put(GpuMetric.THROTTLE_REASONS, throttleReasons(index, seconds % 300))
                .build();
    }

    /** The first GPU gets hot, the second reaches its power limit. */
    private static int throttleReasons(int index, double seconds) {
        if (index == 0 && seconds > 180 && seconds < 210) {
            return 0x20;
        }
        return index == 1 && seconds > 220 && seconds < 260 ? 4 : 0;
    }

    private double noise(double size) {
        return (random.nextDouble() - 0.5) * 2 * size;
    }
}
