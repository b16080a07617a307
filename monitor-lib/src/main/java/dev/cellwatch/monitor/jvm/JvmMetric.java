package dev.cellwatch.monitor.jvm;

import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Shape.slow;
import static dev.cellwatch.monitor.metric.Unit.BYTES;
import static dev.cellwatch.monitor.metric.Unit.COUNT;
import static dev.cellwatch.monitor.metric.Unit.RATIO;
import static dev.cellwatch.monitor.metric.Unit.SECONDS;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Shape;

/** What is measured about the JVM that this code runs in: one row is one metric. */
@SuppressWarnings("ImmutableEnumChecker") // rows hold nothing that changes
public enum JvmMetric implements Metric {
    HEAP_USED("jvm_heap_used_bytes", fast(BYTES).drawn(), "Heap in use, garbage included."),
    HEAP_COMMITTED("jvm_heap_committed_bytes", fast(BYTES).drawn(), "Heap taken from the operating system."),
    HEAP_MAX("jvm_heap_max_bytes", fast(BYTES).drawn(), "Size up to which the heap may grow."),
    CPU_USAGE("jvm_cpu_usage_ratio", fast(RATIO).drawn(), "CPU use of this process; 1 is one core busy."),
    CPU_SECONDS("jvm_cpu_seconds_total", fast(SECONDS).counter(), "CPU time of this process."),
    GC_TIME("jvm_gc_time_ratio", fast(RATIO).drawn(), "Share of time stopped for garbage collection."),
    GC_PAUSE_SECONDS("jvm_gc_pause_seconds_total", fast(SECONDS).counter(), "Time stopped for garbage collection."),
    GC_SECONDS(
            "jvm_gc_seconds_total",
            fast(SECONDS).counter(),
            "Time of all garbage collection, concurrent phases included."),
    GC_COLLECTIONS("jvm_gc_collections_total", fast(COUNT).counter(), "Garbage collections."),
    STORAGE_READ(
            "jvm_storage_read_bytes_total",
            fast(BYTES).counter(),
            "Bytes that this process had fetched from storage, not from a cache."),
    STORAGE_WRITTEN(
            "jvm_storage_written_bytes_total", fast(BYTES).counter(), "Bytes that this process had sent to storage."),
    THREADS("jvm_threads", slow(COUNT).drawn(), "Live threads."),
    NON_HEAP_USED("jvm_nonheap_used_bytes", slow(BYTES), "Memory of classes and compiled code."),
    DIRECT_USED("jvm_direct_buffers_used_bytes", slow(BYTES).drawn(), "Memory of direct byte buffers."),
    DIRECT_MAX("jvm_direct_buffers_max_bytes", slow(BYTES), "Memory that direct buffers may have together."),
    MAPPED_USED("jvm_mapped_buffers_used_bytes", slow(BYTES), "Memory of mapped files."),
    NATIVE_USED(
            "jvm_native_used_bytes",
            slow(BYTES).drawn(),
            "Memory that was taken with malloc, such as the arrays of native engines; direct buffers apart."),
    RESIDENT("jvm_resident_memory_bytes", slow(BYTES).drawn(), "Memory of the process, native libraries included."),
    UPTIME("jvm_uptime_seconds", slow(SECONDS), "Age of this JVM."),
    OWN_CPU_SECONDS(
            "cellwatch_self_cpu_seconds_total", slow(SECONDS).counter(), "CPU time of Cellwatch's own threads.");

    private final Row row;

    JvmMetric(String id, Shape shape, String help) {
        this.row = new Row(id, shape, help);
    }

    @Override
    public Row row() {
        return row;
    }
}
