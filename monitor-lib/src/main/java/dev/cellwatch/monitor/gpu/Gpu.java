package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.metric.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a GPU is, apart from what it does.
 *
 * @param index NVML's, in PCI order; CUDA's own numbering may differ, so match GPUs by uuid
 * @param uuid {@code GPU-…}, empty for one that could not be opened
 * @param name the product's name
 * @param pciBusId for example {@code 00000000:3B:00.0}
 * @param computeCapability for example {@code 9.0}
 * @param architecture for example {@code Hopper}
 * @param memory what its numbers of memory mean
 * @param mig its MIG instances, empty where MIG is off
 * @param problem why it could not be read the last time, as a sentence
 */
public record Gpu(
        int index,
        String uuid,
        String name,
        Optional<String> pciBusId,
        Optional<String> computeCapability,
        Optional<String> architecture,
        GpuMemory memory,
        List<MigInstance> mig,
        Optional<String> problem) {

    public Gpu {
        mig = List.copyOf(mig);
    }

    /** A GPU that the driver counts but does not let us open: nothing of it is known but its index. */
    static Gpu unreadable(int index, NvmlException why) {
        Optional<String> none = Optional.empty();
        return new Gpu(
                index,
                "",
                "GPU " + index,
                none,
                none,
                none,
                GpuMemory.OWN,
                List.of(),
                Optional.ofNullable(why.getMessage()));
    }

    /** What the history knows it by. */
    public Subject subject() {
        return new Subject(Subject.Kind.GPU, uuid, Map.of());
    }

    Gpu with(List<MigInstance> instances, Optional<String> sentence) {
        return new Gpu(index, uuid, name, pciBusId, computeCapability, architecture, memory, instances, sentence);
    }
}
