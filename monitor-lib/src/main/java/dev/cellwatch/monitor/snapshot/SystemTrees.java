package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.host.Container;
import dev.cellwatch.monitor.host.ContainerList;
import dev.cellwatch.monitor.host.HostDetails;
import dev.cellwatch.monitor.host.HostProcess;
import dev.cellwatch.monitor.text.Times;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link SystemState}. */
final class SystemTrees {

    private SystemTrees() {}

    static Map<String, @Nullable Object> cpu(HostDetails.Cpu cpu) {
        return new Branch()
                .put("model", cpu.model())
                .put("cores_physical", (Object) cpu.cores().physical())
                .put("cores_logical", (Object) cpu.cores().logical())
                .put("frequency_hertz", cpu.clock().currentHertz())
                .put("frequency_max_hertz", cpu.clock().maxHertz())
                .put("usage_ratio", cpu.usage(), 1)
                .put(
                        "core_usage_ratio",
                        cpu.perCore().stream().map(Branch::rounded).toList())
                .put("temperature_celsius", cpu.temperatureCelsius())
                .put("limit_cores", cpu.limitCores())
                .put("load", cpu.loads().stream().map(Branch::rounded).toList())
                .map();
    }

    static Map<String, @Nullable Object> memory(HostDetails.Memory memory) {
        return new Branch()
                .put("total_bytes", (Object) memory.total())
                .put("used_bytes", (Object) memory.used())
                .put("free_bytes", (Object) memory.free())
                .put("available_bytes", (Object) memory.available())
                .put("used_ratio", (Object) Branch.rounded(memory.usedRatio()))
                .put("limited", memory.limited())
                .map();
    }

    static Map<String, @Nullable Object> swap(HostDetails.Swap swap) {
        return new Branch()
                .put("total_bytes", (Object) swap.total())
                .put("used_bytes", (Object) swap.used())
                .put("used_ratio", swap.usedRatio())
                .map();
    }

    static Map<String, @Nullable Object> disk(HostDetails.Disk disk) {
        return new Branch()
                .put("device", disk.device())
                .put("mount", disk.mount())
                .put("type", disk.type())
                .put("total_bytes", (Object) disk.total())
                .put("used_bytes", (Object) disk.used())
                .put("free_bytes", (Object) disk.free())
                .put("used_ratio", (Object) Branch.rounded(disk.usedRatio()))
                .map();
    }

    static Map<String, @Nullable Object> containers(ContainerList containers) {
        return new Branch()
                .put("reason", containers.reason().orElse(null))
                .put(
                        "list",
                        containers.containers().stream()
                                .map(SystemTrees::container)
                                .toList())
                .map();
    }

    static Map<String, @Nullable Object> container(Container container) {
        return new Branch()
                .put("name", container.name())
                .put("image", container.image())
                .put("status", container.status())
                .put("cpu_ratio", container.cpuRatio())
                .put("memory_bytes", whole(container.memoryBytes()))
                .put("memory_limit_bytes", whole(container.memoryLimitBytes()))
                .put("ports", container.ports())
                .put("uptime", container.uptime())
                .map();
    }

    private static @Nullable Object whole(OptionalLong value) {
        return value.isPresent() ? (Object) value.getAsLong() : null;
    }

    static Map<String, @Nullable Object> network(HostDetails.Network network) {
        return new Branch()
                .put("interface", network.name())
                .put("addresses", network.addresses())
                .put("mac", network.mac())
                .put("up", network.up().orElse(null))
                .put("sent_bytes", (Object) network.sent().bytes())
                .put("received_bytes", (Object) network.received().bytes())
                .put("sent_packets", (Object) network.sent().packets())
                .put("received_packets", (Object) network.received().packets())
                .map();
    }

    static Map<String, @Nullable Object> process(HostProcess process) {
        return new Branch()
                .put("pid", (Object) process.pid())
                .put("name", process.name())
                .put("user", process.user())
                .put("cpu_ratio", process.cpuRatio())
                .put("memory_ratio", (Object) process.memoryRatio())
                .put("memory_bytes", (Object) process.residentBytes())
                .put("status", process.status())
                .put("command", process.command())
                .map();
    }

    static Map<String, @Nullable Object> machine(HostDetails.Machine machine) {
        return new Branch()
                .put("hostname", machine.hostname())
                .put("os", machine.os())
                .put("kernel", machine.kernel())
                .put("boot_time", Times.utc(machine.bootTime().toEpochMilli()))
                .put("uptime_seconds", (Object) machine.uptimeSeconds())
                .map();
    }
}
