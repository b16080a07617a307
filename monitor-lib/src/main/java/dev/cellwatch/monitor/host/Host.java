package dev.cellwatch.monitor.host;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that can be asked about this host, over one door to the operating system: {@code new
 * Host().processes().top(10)}. Making it touches nothing; each reader starts on first use. Thread-safe.
 */
public final class Host {

    private final OshiSystem system = new OshiSystem();
    private final Cgroup cgroup = Cgroup.ofThisProcess();
    private final HostProbe probe = new HostProbe(system, cgroup);
    private final Processes processes = new Processes(new OshiProcesses(system));
    private final Containers containers = new Containers("docker", Duration.ofSeconds(3));
    private final HostDetailsReader details = new HostDetailsReader(system, Cgroup.ofThisProcess());
    private final ProcessOwners owners = new ProcessOwners(Path.of("/proc"));

    /** The probe that the sampler reads. */
    public HostProbe probe() {
        return probe;
    }

    public Processes processes() {
        return processes;
    }

    public Containers containers() {
        return containers;
    }

    /** Machine, disks and networks as they are now. May take a moment on its first use. */
    public HostDetails details() {
        return details.read();
    }

    /** Who a process belongs to. */
    public ProcessOwners owners() {
        return owners;
    }
}
