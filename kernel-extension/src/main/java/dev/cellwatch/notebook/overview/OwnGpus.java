package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.metric.Subject;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The GPUs that this kernel works on, as the driver tells. Where it names this process on none, they are those on which
 * it names nobody, or somebody whom the system does not know: in a container, that may be us.
 *
 * @param inventory who uses which GPU, as of the last reading
 * @param owners who a process is
 * @param ownPid the pid of this kernel
 */
public record OwnGpus(Supplier<GpuInventory> inventory, LongFunction<ProcessOwner> owners, long ownPid)
        implements Predicate<Subject> {

    /** Those of this process. */
    public static OwnGpus of(Monitor monitor) {
        return new OwnGpus(
                monitor.gpus()::inventory,
                monitor.host().owners()::of,
                ProcessHandle.current().pid());
    }

    @Override
    public boolean test(Subject subject) {
        GpuInventory now = inventory.get();
        boolean namedSomewhere = now.gpus().stream().anyMatch(gpu -> names(now, gpu));
        return now.gpus().stream()
                .filter(gpu -> gpu.uuid().equals(subject.label("uuid")))
                .anyMatch(gpu -> namedSomewhere ? names(now, gpu) : mayBe(now.processesOn(gpu)));
    }

    private boolean names(GpuInventory now, Gpu gpu) {
        return now.processesOn(gpu).stream().anyMatch(process -> process.pid() == ownPid && isKnown(process));
    }

    private boolean mayBe(List<GpuProcess> processes) {
        return processes.isEmpty() || !processes.stream().allMatch(this::isKnown);
    }

    private boolean isKnown(GpuProcess process) {
        return Holder.of(process, owners).known();
    }
}
