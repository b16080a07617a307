package dev.cellwatch.monitor.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import dev.cellwatch.monitor.metric.Sample;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The platform's management beans, looked up once: finding them costs more than asking them. */
final class JvmBeans {

    private static final String STATUS = "/proc/self/status";

    private static final String RESIDENT = "VmRSS:";

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<GarbageCollectorMXBean> pausing = collectors.stream()
            .filter(collector -> stopsTheProgram(collector.getName()))
            .toList();
    private final List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    private final OptionalLong mostDirect = mostDirect();
    private @Nullable NativeHeap nativeHeap;

    double cpuSeconds() {
        return process.getProcessCpuTime() / 1e9;
    }

    Collections collections() {
        long count = 0;
        long millis = 0;
        long pauseMillis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            // a bean that does not know answers -1
            long collected = Math.max(0, collector.getCollectionTime());
            count += Math.max(0, collector.getCollectionCount());
            millis += collected;
            pauseMillis += pausing.contains(collector) ? collected : 0;
        }
        return new Collections(count, millis / 1000.0, pauseMillis / 1000.0);
    }

    /** Collectors that work beside the program have a bean for their cycles and another for their pauses. */
    static boolean stopsTheProgram(String collector) {
        return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
    }

    void putSlow(Sample.Builder sample) {
        sample.put(JvmMetric.THREADS, ManagementFactory.getThreadMXBean().getThreadCount())
                .put(
                        JvmMetric.NON_HEAP_USED,
                        ManagementFactory.getMemoryMXBean()
                                .getNonHeapMemoryUsage()
                                .getUsed())
                .put(JvmMetric.UPTIME, ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        mostDirect.ifPresent(bytes -> sample.put(JvmMetric.DIRECT_MAX, bytes));
        for (BufferPoolMXBean pool : pools) {
            switch (pool.getName()) {
                case "direct" -> sample.put(JvmMetric.DIRECT_USED, pool.getMemoryUsed());
                case "mapped" -> sample.put(JvmMetric.MAPPED_USED, pool.getMemoryUsed());
                default -> {}
            }
        }
        putResident(sample);
    }

    /** What malloc gave. The first call loads JNA, which takes a moment where nobody else has. */
    void putNative(Sample.Builder sample) {
        if (nativeHeap == null) {
            nativeHeap = new NativeHeap();
        }
        long direct = pools.stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        nativeHeap.used().ifPresent(bytes -> sample.put(JvmMetric.NATIVE_USED, Math.max(0, bytes - direct)));
    }

    /** As the option says; without it direct buffers may have as much as the heap. Unknown of JVMs that are not HotSpot. */
    private static OptionalLong mostDirect() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            long bytes =
                    Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
            return OptionalLong.of(bytes > 0 ? bytes : Runtime.getRuntime().maxMemory());
        } catch (RuntimeException differs) {
            return OptionalLong.empty();
        }
    }

    /** Linux alone tells; elsewhere the value is absent. */
    private static void putResident(Sample.Builder sample) {
        try (FileInputStream in = new FileInputStream(STATUS)) {
            String status = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int start = status.indexOf(RESIDENT) + RESIDENT.length();
            int end = status.indexOf(" kB", start);
            if (start >= RESIDENT.length() && end > start) {
                sample.put(
                        JvmMetric.RESIDENT,
                        Long.parseLong(status.substring(start, end).strip()) * 1024);
            }
        } catch (IOException | NumberFormatException e) {
            // absent: this system has no such file
        }
    }

    /** Garbage collection since the JVM started. */
    record Collections(long count, double seconds, double pauseSeconds) {}
}
