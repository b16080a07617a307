package dev.cellwatch.monitor.jvm;

import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.metric.Unit;

/** What is measured about the JVM that this code runs in: one row is one metric. */
public enum JvmMetric implements Metric {
    HEAP_USED(
            "jvm_heap_used_bytes",
            Unit.BYTES,
            Shape.DRAWN_FAST,
            "Heap in use, garbage that was not yet collected included."),
    HEAP_COMMITTED("jvm_heap_committed_bytes", Unit.BYTES, Shape.DRAWN_FAST, "Heap taken from the operating system."),
    HEAP_MAX("jvm_heap_max_bytes", Unit.BYTES, Shape.DRAWN_FAST, "Size up to which the heap may grow."),
    CPU_USAGE("jvm_cpu_usage_ratio", Unit.RATIO, Shape.DRAWN_FAST, "CPU use of this process; 1 is one core busy."),
    CPU_SECONDS("jvm_cpu_seconds_total", Unit.SECONDS, Shape.COUNTER_FAST, "CPU time of this process."),
    GC_TIME(
            "jvm_gc_time_ratio",
            Unit.RATIO,
            Shape.DRAWN_FAST,
            "Share of time in which garbage collection stopped the program."),
    GC_PAUSE_SECONDS(
            "jvm_gc_pause_seconds_total",
            Unit.SECONDS,
            Shape.COUNTER_FAST,
            "Time in which garbage collection stopped the program."),
    GC_SECONDS(
            "jvm_gc_seconds_total",
            Unit.SECONDS,
            Shape.COUNTER_FAST,
            "Time of all garbage collection, concurrent phases included."),
    GC_COLLECTIONS("jvm_gc_collections_total", Unit.COUNT, Shape.COUNTER_FAST, "Garbage collections."),
    THREADS("jvm_threads", Unit.COUNT, Shape.DRAWN_SLOW, "Live threads."),
    NON_HEAP_USED("jvm_nonheap_used_bytes", Unit.BYTES, Shape.SLOW, "Memory of classes and compiled code."),
    DIRECT_USED("jvm_direct_buffers_used_bytes", Unit.BYTES, Shape.DRAWN_SLOW, "Memory of direct byte buffers."),
    MAPPED_USED("jvm_mapped_buffers_used_bytes", Unit.BYTES, Shape.SLOW, "Memory of mapped files."),
    RESIDENT(
            "jvm_resident_memory_bytes",
            Unit.BYTES,
            Shape.DRAWN_SLOW,
            "Memory of the whole process, native libraries included."),
    UPTIME("jvm_uptime_seconds", Unit.SECONDS, Shape.SLOW, "Age of this JVM."),
    OWN_CPU_SECONDS(
            "cellwatch_self_cpu_seconds_total",
            Unit.SECONDS,
            Shape.COUNTER_SLOW,
            "CPU time of Cellwatch's own threads.");

    private final String id;
    private final Unit unit;
    private final Shape shape;
    private final String help;

    JvmMetric(String id, Unit unit, Shape shape, String help) {
        this.id = id;
        this.unit = unit;
        this.shape = shape;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public Kind kind() {
        return shape.kind;
    }

    @Override
    public Tier tier() {
        return shape.tier;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public boolean drawn() {
        return shape.drawn;
    }

    /** The part of a row that many rows share. */
    private enum Shape {
        DRAWN_FAST(Kind.GAUGE, Tier.FAST, true),
        COUNTER_FAST(Kind.COUNTER, Tier.FAST, false),
        DRAWN_SLOW(Kind.GAUGE, Tier.SLOW, true),
        SLOW(Kind.GAUGE, Tier.SLOW, false),
        COUNTER_SLOW(Kind.COUNTER, Tier.SLOW, false);

        private final Kind kind;
        private final Tier tier;
        private final boolean drawn;

        Shape(Kind kind, Tier tier, boolean drawn) {
            this.kind = kind;
            this.tier = tier;
            this.drawn = drawn;
        }
    }
}
