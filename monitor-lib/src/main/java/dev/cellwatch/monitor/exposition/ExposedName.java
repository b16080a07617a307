package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a measured metric is called in a scrape: its own name, but for those of the JVM that the Prometheus client for
 * Java has a name for, which dashboards know.
 *
 * @param name of the family
 * @param label the label that tells its rows apart, where several are in one family
 * @param value its value
 */
public record ExposedName(String name, Optional<String> label, String value) {

    private static final Map<JvmMetric, ExposedName> JVM = jvm();

    /** Settings and constants that no alert and no dashboard of ours asks for: of eight GPUs, a tenth of a scrape. */
    private static final Set<Metric> UNTOLD = Set.of(
            GpuMetric.POWER_LIMIT,
            GpuMetric.POWER_DEFAULT_LIMIT,
            GpuMetric.POWER_MINIMUM_LIMIT,
            GpuMetric.POWER_MAXIMUM_LIMIT,
            GpuMetric.GRAPHICS_MAXIMUM_CLOCK,
            GpuMetric.MEMORY_MAXIMUM_CLOCK,
            GpuMetric.VIDEO_MAXIMUM_CLOCK,
            GpuMetric.SHUTDOWN_TEMPERATURE);

    /** Those that are told as parts of a summary. */
    private static final Set<Metric> COLLECTIONS = Set.of(JvmMetric.GC_SECONDS, JvmMetric.GC_COLLECTIONS);

    /** The name of a row; none for those that are told otherwise, or not. */
    public static Optional<ExposedName> of(Metric metric) {
        if (UNTOLD.contains(metric) || COLLECTIONS.contains(metric)) {
            return Optional.empty();
        }
        ExposedName known = metric instanceof JvmMetric jvm ? JVM.get(jvm) : null;
        return Optional.of(known != null ? known : plain(metric.id()));
    }

    /** A count that is not called one is of no type: clients add the ending to a counter's name. */
    public static ExposedType type(Metric metric) {
        if (metric.kind() == Kind.COUNTER) {
            return ExposedType.COUNTER;
        }
        return metric.id().endsWith("_count") ? ExposedType.UNTYPED : ExposedType.GAUGE;
    }

    /** As a query writes it: {@code jvm_memory_used_bytes{area="heap"}}. */
    public String text() {
        return label.map(key -> name + "{" + key + "=\"" + value + "\"}").orElse(name);
    }

    private static Map<JvmMetric, ExposedName> jvm() {
        Map<JvmMetric, ExposedName> names = new EnumMap<>(JvmMetric.class);
        names.put(JvmMetric.HEAP_USED, new ExposedName("jvm_memory_used_bytes", Optional.of("area"), "heap"));
        names.put(JvmMetric.NON_HEAP_USED, new ExposedName("jvm_memory_used_bytes", Optional.of("area"), "nonheap"));
        names.put(JvmMetric.HEAP_COMMITTED, new ExposedName("jvm_memory_committed_bytes", Optional.of("area"), "heap"));
        names.put(JvmMetric.HEAP_MAX, new ExposedName("jvm_memory_max_bytes", Optional.of("area"), "heap"));
        names.put(JvmMetric.DIRECT_USED, new ExposedName("jvm_buffer_pool_used_bytes", Optional.of("pool"), "direct"));
        names.put(JvmMetric.MAPPED_USED, new ExposedName("jvm_buffer_pool_used_bytes", Optional.of("pool"), "mapped"));
        names.put(JvmMetric.THREADS, plain("jvm_threads_current"));
        names.put(JvmMetric.CPU_SECONDS, plain("process_cpu_seconds_total"));
        names.put(JvmMetric.RESIDENT, plain("process_resident_memory_bytes"));
        return names;
    }

    private static ExposedName plain(String name) {
        return new ExposedName(name, Optional.empty(), "");
    }
}
