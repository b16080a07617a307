package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.host.ContainerList;
import dev.cellwatch.monitor.host.Host;
import dev.cellwatch.monitor.host.HostDetails;
import dev.cellwatch.monitor.host.HostProcess;
import dev.cellwatch.monitor.text.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * GPUs, CPU, memory, disks, containers, networks, processes and the system at this moment, in base units. The long lists
 * are read when somebody asks, and at most every ten seconds. Command lines have their secrets masked. Thread-safe.
 */
public final class SystemState {

    private static final Duration KEEP = Duration.ofSeconds(10);
    private static final int PROCESSES = 10;

    private final GpuState gpus;
    private final Supplier<Lists> source;
    private final InstantSource clock;
    private @Nullable Lists read;
    private long readMillis;

    /** What is not sampled, and dear to read. */
    record Lists(HostDetails details, List<HostProcess> processes, ContainerList containers) {}

    public SystemState(GpuState gpus, Host host, InstantSource clock) {
        this(
                gpus,
                () -> new Lists(
                        host.details(),
                        host.processes().top(PROCESSES),
                        host.containers().list()),
                clock);
    }

    SystemState(GpuState gpus, Supplier<Lists> source, InstantSource clock) {
        this.gpus = gpus;
        this.source = source;
        this.clock = clock;
    }

    private synchronized Lists lists() {
        long now = clock.millis();
        Lists known = read;
        if (known == null || now - readMillis >= KEEP.toMillis()) {
            known = source.get();
            read = known;
            readMillis = now;
        }
        return known;
    }

    /** {@code timestamp}, {@code gpu}, {@code cpu}, {@code memory}, {@code swap}, {@code disks}, {@code containers} ... */
    public Map<String, @Nullable Object> tree() {
        Lists lists = lists();
        HostDetails host = lists.details();
        return new Branch()
                .put("timestamp", Times.utc(clock.millis()))
                .put("gpu", gpus.tree())
                .put("cpu", SystemTrees.cpu(host.cpu()))
                .put("memory", SystemTrees.memory(host.memory()))
                .put("swap", SystemTrees.swap(host.swap()))
                .put("disks", host.disks().stream().map(SystemTrees::disk).toList())
                .put("containers", SystemTrees.containers(lists.containers()))
                .put(
                        "network",
                        host.networks().stream().map(SystemTrees::network).toList())
                .put(
                        "processes",
                        lists.processes().stream().map(SystemTrees::process).toList())
                .put("system", SystemTrees.machine(host.machine()))
                .map();
    }
}
