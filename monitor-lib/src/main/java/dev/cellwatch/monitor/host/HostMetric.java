package dev.cellwatch.monitor.host;

import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Shape.once;
import static dev.cellwatch.monitor.metric.Shape.slow;
import static dev.cellwatch.monitor.metric.Unit.BYTES;
import static dev.cellwatch.monitor.metric.Unit.BYTES_PER_SECOND;
import static dev.cellwatch.monitor.metric.Unit.CELSIUS;
import static dev.cellwatch.monitor.metric.Unit.COUNT;
import static dev.cellwatch.monitor.metric.Unit.HERTZ;
import static dev.cellwatch.monitor.metric.Unit.PER_SECOND;
import static dev.cellwatch.monitor.metric.Unit.RATIO;
import static dev.cellwatch.monitor.metric.Unit.SECONDS;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Shape;
import dev.cellwatch.monitor.metric.Subject;

/** What is measured about the host: one row is one metric, and its subject says which series carry it. */
@SuppressWarnings("ImmutableEnumChecker") // rows hold nothing that changes
public enum HostMetric implements Metric {
    CPU_USAGE("cpu_usage_ratio", fast(RATIO).drawn(), "Share of all CPU time that was not idle."),
    CPU_USER("cpu_user_ratio", fast(RATIO), "Share of all CPU time spent in programs."),
    CPU_SYSTEM("cpu_system_ratio", fast(RATIO), "Share of CPU time spent in the kernel."),
    CPU_IOWAIT("cpu_iowait_ratio", fast(RATIO).drawn(), "Share of CPU time idle, waiting for disks."),
    CPU_STEAL("cpu_steal_ratio", fast(RATIO), "Share of CPU time taken by the hypervisor."),
    CPU_COUNT("cpus", once(COUNT), "Logical CPUs of the machine."),
    CPU_FREQUENCY("cpu_frequency_hertz", slow(HERTZ), "Mean current frequency of the CPUs."),
    CPU_FREQUENCY_MAX("cpu_frequency_max_hertz", once(HERTZ), "Highest frequency of the CPUs."),
    CPU_TEMPERATURE("cpu_temperature_celsius", slow(CELSIUS).drawn(), "Temperature of the CPU package."),
    LOAD_1("load1", slow(COUNT).drawn(), "Load average over 1 minute."),
    LOAD_5("load5", slow(COUNT), "Load average over 5 minutes."),
    LOAD_15("load15", slow(COUNT), "Load average over 15 minutes."),
    MEMORY_TOTAL(
            "memory_total_bytes",
            fast(BYTES).drawn(),
            "Memory that this process may use, the control group's limit included."),
    MEMORY_USED("memory_used_bytes", fast(BYTES).drawn(), "Memory in use, without reclaimable caches."),
    MEMORY_AVAILABLE("memory_available_bytes", fast(BYTES), "Memory that programs can still get."),
    MEMORY_USED_RATIO("memory_used_ratio", fast(RATIO).drawn(), "Used share of the total memory."),
    MACHINE_MEMORY_TOTAL("machine_memory_total_bytes", once(BYTES), "Memory of the whole machine."),
    SWAP_TOTAL("swap_total_bytes", slow(BYTES), "Swap space."),
    SWAP_USED("swap_used_bytes", slow(BYTES).drawn(), "Swap space in use."),
    CGROUP_MEMORY_LIMIT(
            "cgroup_memory_limit_bytes", slow(BYTES), "Memory limit of the control group that this process runs in."),
    CGROUP_MEMORY_USED(
            "cgroup_memory_used_bytes",
            slow(BYTES),
            "Memory charged to that control group, without inactive file cache."),
    CGROUP_CPU_LIMIT("cgroup_cpu_limit_cores", slow(COUNT), "CPU limit of the control group."),
    CGROUP_CPU_USAGE("cgroup_cpu_usage_ratio", slow(RATIO).drawn(), "Used share of the control group's CPU limit."),
    BOOT_TIME("boot_time_seconds", once(SECONDS), "When the machine started, seconds since 1970."),
    UPTIME("uptime_seconds", slow(SECONDS), "How long the machine has been running."),
    DISKS_READ("disks_read_bytes_per_second", slow(BYTES_PER_SECOND).drawn(), "Read from all disks together."),
    DISKS_WRITTEN("disks_written_bytes_per_second", slow(BYTES_PER_SECOND).drawn(), "Written to all disks together."),
    NETWORKS_RECEIVED(
            "networks_receive_bytes_per_second",
            slow(BYTES_PER_SECOND).drawn(),
            "Received over all physical interfaces."),
    NETWORKS_SENT(
            "networks_transmit_bytes_per_second", slow(BYTES_PER_SECOND).drawn(), "Sent over all physical interfaces."),

    CORE_USAGE(Subject.Kind.CORE, "core_usage_ratio", slow(RATIO), "Share of this CPU's time that was not idle."),

    DISK_READ_BYTES(Subject.Kind.DISK, "disk_read_bytes_total", slow(BYTES).counter(), "Bytes read."),
    DISK_WRITTEN_BYTES(
            Subject.Kind.DISK, "disk_written_bytes_total", slow(BYTES).counter(), "Bytes written."),
    DISK_READS(Subject.Kind.DISK, "disk_reads_total", slow(COUNT).counter(), "Finished reads."),
    DISK_WRITES(Subject.Kind.DISK, "disk_writes_total", slow(COUNT).counter(), "Finished writes."),
    DISK_READ(Subject.Kind.DISK, "disk_read_bytes_per_second", slow(BYTES_PER_SECOND), "Read rate."),
    DISK_WRITTEN(Subject.Kind.DISK, "disk_written_bytes_per_second", slow(BYTES_PER_SECOND), "Write rate."),
    DISK_BUSY(Subject.Kind.DISK, "disk_busy_ratio", slow(RATIO), "Share of time in which the disk was busy."),
    DISK_LATENCY(
            Subject.Kind.DISK,
            "disk_latency_seconds",
            slow(SECONDS),
            "Time that a read or write took, waiting included (Linux)."),

    FILESYSTEM_SIZE(Subject.Kind.FILESYSTEM, "filesystem_size_bytes", slow(BYTES), "Size of the file system."),
    FILESYSTEM_FREE(Subject.Kind.FILESYSTEM, "filesystem_free_bytes", slow(BYTES), "Free space."),
    FILESYSTEM_AVAILABLE(
            Subject.Kind.FILESYSTEM, "filesystem_avail_bytes", slow(BYTES), "Free space for ordinary users."),
    FILESYSTEM_INODES(Subject.Kind.FILESYSTEM, "filesystem_inodes", slow(COUNT), "Inodes."),
    FILESYSTEM_INODES_FREE(Subject.Kind.FILESYSTEM, "filesystem_inodes_free", slow(COUNT), "Free inodes."),

    NETWORK_RECEIVED_BYTES(
            Subject.Kind.NETWORK, "network_receive_bytes_total", slow(BYTES).counter(), "Bytes received."),
    NETWORK_SENT_BYTES(
            Subject.Kind.NETWORK, "network_transmit_bytes_total", slow(BYTES).counter(), "Bytes sent."),
    NETWORK_RECEIVED_PACKETS(
            Subject.Kind.NETWORK, "network_receive_packets_total", slow(COUNT).counter(), "Packets received."),
    NETWORK_SENT_PACKETS(
            Subject.Kind.NETWORK, "network_transmit_packets_total", slow(COUNT).counter(), "Packets sent."),
    NETWORK_RECEIVE_ERRORS(
            Subject.Kind.NETWORK, "network_receive_errors_total", slow(COUNT).counter(), "Errors while receiving."),
    NETWORK_SEND_ERRORS(
            Subject.Kind.NETWORK, "network_transmit_errors_total", slow(COUNT).counter(), "Errors while sending."),
    NETWORK_RECEIVED(Subject.Kind.NETWORK, "network_receive_bytes_per_second", slow(BYTES_PER_SECOND), "Receive rate."),
    NETWORK_SENT(Subject.Kind.NETWORK, "network_transmit_bytes_per_second", slow(BYTES_PER_SECOND), "Send rate."),
    NETWORK_PACKETS_RECEIVED(
            Subject.Kind.NETWORK,
            "network_receive_packets_per_second",
            slow(PER_SECOND),
            "Packets received per second."),
    NETWORK_PACKETS_SENT(
            Subject.Kind.NETWORK, "network_transmit_packets_per_second", slow(PER_SECOND), "Packets sent per second."),

    CONNECTIONS(Subject.Kind.CONNECTIONS, "connections", slow(COUNT), "TCP connections in this state."),

    COLLECTOR_SUCCESS(
            Subject.Kind.COLLECTOR,
            "collector_success",
            slow(COUNT),
            "Whether this part of the host was read (1 or 0).");

    private final Subject.Kind subject;
    private final Row row;

    HostMetric(String name, Shape shape, String help) {
        this(Subject.Kind.HOST, name, shape, help);
    }

    HostMetric(Subject.Kind subject, String name, Shape shape, String help) {
        this.subject = subject;
        this.row = new Row("cellwatch_host_" + name, shape, help);
    }

    @Override
    public Row row() {
        return row;
    }

    /** What sort of thing carries this metric. */
    public Subject.Kind subject() {
        return subject;
    }
}
