package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.host.ProcessOwners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the processes that the driver lists, each once while it is listed. In a container the driver's process ids may
 * be anybody's, so there nothing is named. For one thread at a time.
 */
final class ProcessNames {

    private static final int LENGTH = 256;

    private final ProcessOwners owners;
    private final boolean askDriver;
    private final Map<Long, ProcessOwner> known = new HashMap<>();

    /**
     * @param proc where Linux tells about processes
     * @param demo whether the processes are made up, and only the driver that made them up knows their names
     */
    ProcessNames(Path proc, boolean demo) {
        this.owners = new ProcessOwners(proc);
        this.askDriver = demo || !Files.isDirectory(proc);
    }

    GpuProcess named(GpuProcess process, NvmlDevice device) {
        ProcessOwner owner = known.computeIfAbsent(process.pid(), pid -> look(pid, device));
        return new GpuProcess(
                process.uuid(),
                process.pid(),
                owner.program(),
                owner.user(),
                owner.notebook(),
                process.memoryBytes(),
                process.utilization(),
                process.type());
    }

    /** Forgets all others, so that a process id that is given out again is looked up again. */
    void keepOnly(Collection<GpuProcess> present) {
        Set<Long> pids = present.stream().map(GpuProcess::pid).collect(Collectors.toSet());
        known.keySet().retainAll(pids);
    }

    private ProcessOwner look(long pid, NvmlDevice device) {
        ProcessOwner owner = owners.of(pid);
        if (owner.isKnown() || !askDriver) {
            return owner;
        }
        Optional<String> user =
                ProcessHandle.of(pid).flatMap(process -> process.info().user());
        return new ProcessOwner(Optional.empty(), user, driversName(pid, device));
    }

    private static Optional<String> driversName(long pid, NvmlDevice device) {
        int code =
                device.nvml().nvmlSystemGetProcessName((int) pid, device.out().address(), LENGTH);
        if (code != NvmlReturn.SUCCESS) {
            return Optional.empty();
        }
        String path = device.out().getString(0, LENGTH);
        return Optional.of(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
    }
}
