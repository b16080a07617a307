package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.metric.Unit;

/** What is measured about the host: one row is one metric, and its subject says which series carry it. */
public enum HostMetric implements Metric {
    CPU_USAGE("cpu_usage_ratio", Unit.RATIO, Shape.DRAWN_FAST, "Share of all CPU time that was not idle."),
    CPU_USER("cpu_user_ratio", Unit.RATIO, Shape.FAST, "Share of all CPU time spent in programs."),
    CPU_SYSTEM("cpu_system_ratio", Unit.RATIO, Shape.FAST, "Share of all CPU time spent in the kernel."),
    CPU_IOWAIT("cpu_iowait_ratio", Unit.RATIO, Shape.DRAWN_FAST, "Share of all CPU time idle, waiting for disks."),
    CPU_STEAL("cpu_steal_ratio", Unit.RATIO, Shape.FAST, "Share of all CPU time taken by the hypervisor."),
    CPU_COUNT("cpus", Unit.COUNT, Shape.ONCE, "Logical CPUs of the machine."),
    CPU_FREQUENCY("cpu_frequency_hertz", Unit.HERTZ, Shape.SLOW, "Mean current frequency of the CPUs."),
    CPU_FREQUENCY_MAX("cpu_frequency_max_hertz", Unit.HERTZ, Shape.ONCE, "Highest frequency of the CPUs."),
    CPU_TEMPERATURE("cpu_temperature_celsius", Unit.CELSIUS, Shape.DRAWN_SLOW, "Temperature of the CPU package."),
    LOAD_1("load1", Unit.COUNT, Shape.DRAWN_SLOW, "Load average over 1 minute."),
    LOAD_5("load5", Unit.COUNT, Shape.SLOW, "Load average over 5 minutes."),
    LOAD_15("load15", Unit.COUNT, Shape.SLOW, "Load average over 15 minutes."),
    MEMORY_TOTAL(
            "memory_total_bytes",
            Unit.BYTES,
            Shape.DRAWN_FAST,
            "Memory that this process may use: the machine's, or its control group's limit where that is less."),
    MEMORY_USED("memory_used_bytes", Unit.BYTES, Shape.DRAWN_FAST, "Memory in use, without reclaimable caches."),
    MEMORY_AVAILABLE("memory_available_bytes", Unit.BYTES, Shape.FAST, "Memory that programs can still get."),
    MEMORY_USED_RATIO("memory_used_ratio", Unit.RATIO, Shape.DRAWN_FAST, "Used share of the total memory."),
    MACHINE_MEMORY_TOTAL(
            "machine_memory_total_bytes", Unit.BYTES, Shape.ONCE, "Memory of the whole machine, whatever limits hold."),
    SWAP_TOTAL("swap_total_bytes", Unit.BYTES, Shape.SLOW, "Swap space."),
    SWAP_USED("swap_used_bytes", Unit.BYTES, Shape.DRAWN_SLOW, "Swap space in use."),
    CGROUP_MEMORY_LIMIT(
            "cgroup_memory_limit_bytes",
            Unit.BYTES,
            Shape.SLOW,
            "Memory limit of the control group that this process runs in."),
    CGROUP_MEMORY_USED(
            "cgroup_memory_used_bytes",
            Unit.BYTES,
            Shape.SLOW,
            "Memory charged to that control group, without inactive file cache."),
    CGROUP_CPU_LIMIT("cgroup_cpu_limit_cores", Unit.COUNT, Shape.SLOW, "CPU limit of the control group."),
    CGROUP_CPU_USAGE(
            "cgroup_cpu_usage_ratio", Unit.RATIO, Shape.DRAWN_SLOW, "Used share of the control group's CPU limit."),
    BOOT_TIME("boot_time_seconds", Unit.SECONDS, Shape.ONCE, "When the machine started, seconds since 1970."),
    UPTIME("uptime_seconds", Unit.SECONDS, Shape.SLOW, "How long the machine has been running."),
    DISKS_READ("disks_read_bytes_per_second", Unit.BYTES_PER_SECOND, Shape.DRAWN_SLOW, "Read from all disks together."),
    DISKS_WRITTEN(
            "disks_written_bytes_per_second",
            Unit.BYTES_PER_SECOND,
            Shape.DRAWN_SLOW,
            "Written to all disks together."),
    NETWORKS_RECEIVED(
            "networks_receive_bytes_per_second",
            Unit.BYTES_PER_SECOND,
            Shape.DRAWN_SLOW,
            "Received over all physical network interfaces together."),
    NETWORKS_SENT(
            "networks_transmit_bytes_per_second",
            Unit.BYTES_PER_SECOND,
            Shape.DRAWN_SLOW,
            "Sent over all physical network interfaces together."),

    CORE_USAGE("core_usage_ratio", Unit.RATIO, Shape.CORE, "Share of one CPU's time that was not idle."),

    DISK_READ_BYTES("disk_read_bytes_total", Unit.BYTES, Shape.DISK_COUNTER, "Bytes read."),
    DISK_WRITTEN_BYTES("disk_written_bytes_total", Unit.BYTES, Shape.DISK_COUNTER, "Bytes written."),
    DISK_READS("disk_reads_total", Unit.COUNT, Shape.DISK_COUNTER, "Finished reads."),
    DISK_WRITES("disk_writes_total", Unit.COUNT, Shape.DISK_COUNTER, "Finished writes."),
    DISK_READ("disk_read_bytes_per_second", Unit.BYTES_PER_SECOND, Shape.DISK, "Read rate."),
    DISK_WRITTEN("disk_written_bytes_per_second", Unit.BYTES_PER_SECOND, Shape.DISK, "Write rate."),
    DISK_BUSY("disk_busy_ratio", Unit.RATIO, Shape.DISK, "Share of time in which the disk was busy."),
    DISK_LATENCY("disk_latency_seconds", Unit.SECONDS, Shape.DISK, "Busy time of the disk per read or write."),

    FILESYSTEM_SIZE("filesystem_size_bytes", Unit.BYTES, Shape.FILESYSTEM, "Size of the file system."),
    FILESYSTEM_FREE("filesystem_free_bytes", Unit.BYTES, Shape.FILESYSTEM, "Free space."),
    FILESYSTEM_AVAILABLE("filesystem_avail_bytes", Unit.BYTES, Shape.FILESYSTEM, "Free space for ordinary users."),
    FILESYSTEM_INODES("filesystem_inodes", Unit.COUNT, Shape.FILESYSTEM, "Inodes."),
    FILESYSTEM_INODES_FREE("filesystem_inodes_free", Unit.COUNT, Shape.FILESYSTEM, "Free inodes."),

    NETWORK_RECEIVED_BYTES("network_receive_bytes_total", Unit.BYTES, Shape.NETWORK_COUNTER, "Bytes received."),
    NETWORK_SENT_BYTES("network_transmit_bytes_total", Unit.BYTES, Shape.NETWORK_COUNTER, "Bytes sent."),
    NETWORK_RECEIVED_PACKETS("network_receive_packets_total", Unit.COUNT, Shape.NETWORK_COUNTER, "Packets received."),
    NETWORK_SENT_PACKETS("network_transmit_packets_total", Unit.COUNT, Shape.NETWORK_COUNTER, "Packets sent."),
    NETWORK_RECEIVE_ERRORS(
            "network_receive_errors_total", Unit.COUNT, Shape.NETWORK_COUNTER, "Errors while receiving."),
    NETWORK_SEND_ERRORS("network_transmit_errors_total", Unit.COUNT, Shape.NETWORK_COUNTER, "Errors while sending."),
    NETWORK_RECEIVED("network_receive_bytes_per_second", Unit.BYTES_PER_SECOND, Shape.NETWORK, "Receive rate."),
    NETWORK_SENT("network_transmit_bytes_per_second", Unit.BYTES_PER_SECOND, Shape.NETWORK, "Send rate."),
    NETWORK_PACKETS_RECEIVED(
            "network_receive_packets_per_second", Unit.PER_SECOND, Shape.NETWORK, "Packets received per second."),
    NETWORK_PACKETS_SENT(
            "network_transmit_packets_per_second", Unit.PER_SECOND, Shape.NETWORK, "Packets sent per second."),

    CONNECTIONS("connections", Unit.COUNT, Shape.CONNECTIONS, "TCP connections in this state."),

    COLLECTOR_SUCCESS(
            "collector_success", Unit.COUNT, Shape.COLLECTOR, "Whether this part of the host was read (1 or 0).");

    private final String id;
    private final Unit unit;
    private final Shape shape;
    private final String help;

    HostMetric(String name, Unit unit, Shape shape, String help) {
        this.id = "cellwatch_host_" + name;
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

    /** What sort of thing carries this metric. */
    public Subject.Kind subject() {
        return shape.subject;
    }

    /** The part of a row that many rows share. */
    private enum Shape {
        DRAWN_FAST(Subject.Kind.HOST, Kind.GAUGE, Tier.FAST, true),
        FAST(Subject.Kind.HOST, Kind.GAUGE, Tier.FAST, false),
        DRAWN_SLOW(Subject.Kind.HOST, Kind.GAUGE, Tier.SLOW, true),
        SLOW(Subject.Kind.HOST, Kind.GAUGE, Tier.SLOW, false),
        ONCE(Subject.Kind.HOST, Kind.GAUGE, Tier.ONCE, false),
        CORE(Subject.Kind.CORE, Kind.GAUGE, Tier.SLOW, false),
        DISK(Subject.Kind.DISK, Kind.GAUGE, Tier.SLOW, false),
        DISK_COUNTER(Subject.Kind.DISK, Kind.COUNTER, Tier.SLOW, false),
        FILESYSTEM(Subject.Kind.FILESYSTEM, Kind.GAUGE, Tier.SLOW, false),
        NETWORK(Subject.Kind.NETWORK, Kind.GAUGE, Tier.SLOW, false),
        NETWORK_COUNTER(Subject.Kind.NETWORK, Kind.COUNTER, Tier.SLOW, false),
        CONNECTIONS(Subject.Kind.CONNECTIONS, Kind.GAUGE, Tier.SLOW, false),
        COLLECTOR(Subject.Kind.COLLECTOR, Kind.GAUGE, Tier.SLOW, false);

        private final Subject.Kind subject;
        private final Kind kind;
        private final Tier tier;
        private final boolean drawn;

        Shape(Subject.Kind subject, Kind kind, Tier tier, boolean drawn) {
            this.subject = subject;
            this.kind = kind;
            this.tier = tier;
            this.drawn = drawn;
        }
    }
}
