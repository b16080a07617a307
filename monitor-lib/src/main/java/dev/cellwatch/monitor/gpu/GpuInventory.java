package dev.cellwatch.monitor.gpu;

import java.util.List;
import java.util.Optional;

/**
 * Which GPUs there are and who uses them, as of the last reading. Immutable.
 *
 * @param driverVersion for example {@code 570.86.15}
 * @param cudaVersion the newest CUDA that the driver can run, for example {@code 12.8}
 * @param reason why there is no GPU to read, as a sentence; absent where there is one
 * @param gpus in NVML's order
 * @param processes in the order of the GPUs
 * @param demo whether all of it is made up
 */
public record GpuInventory(
        Optional<String> driverVersion,
        Optional<String> cudaVersion,
        Optional<String> reason,
        List<Gpu> gpus,
        List<GpuProcess> processes,
        boolean demo) {

    public GpuInventory {
        gpus = List.copyOf(gpus);
        processes = List.copyOf(processes);
    }

    /** There is nothing to show, for a reason. */
    static GpuInventory without(String reason, boolean demo) {
        return new GpuInventory(Optional.empty(), Optional.empty(), Optional.of(reason), List.of(), List.of(), demo);
    }

    /** Whether no GPU differs from the others in its model; also where there is none. */
    public boolean ofOneModel() {
        return gpus.stream().map(Gpu::name).distinct().count() <= 1;
    }

    /** The processes on one GPU and on its MIG instances. */
    public List<GpuProcess> processesOn(Gpu gpu) {
        return processes.stream()
                .filter(process -> process.uuid().equals(gpu.uuid())
                        || gpu.mig().stream().anyMatch(slice -> slice.uuid().equals(process.uuid())))
                .toList();
    }
}
