package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.host.ProcessOwner;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A process that has a context on a GPU.
 *
 * @param uuid the GPU or MIG instance
 * @param pid as the driver knows it: in a container without the host's pid namespace it is no pid of ours
 * @param name the program, where it can be known
 * @param user the account it runs under, where it can be known
 * @param notebook the notebook in whose kernel it runs, where it can be known
 * @param memoryBytes its memory on the GPU, where the driver tells
 * @param utilization the share of time it kept the GPU busy since the last reading, 0 to 1, where the driver tells
 * @param type what it uses the GPU for
 */
public record GpuProcess(
        String uuid,
        long pid,
        Optional<String> name,
        Optional<String> user,
        Optional<String> notebook,
        OptionalLong memoryBytes,
        OptionalDouble utilization,
        Type type) {

    /** The same process, of which the driver tells in two lists. */
    GpuProcess and(GpuProcess other) {
        Type both = type == other.type ? type : Type.COMPUTE_AND_GRAPHICS;
        OptionalLong memory = memoryBytes.orElse(-1) >= other.memoryBytes.orElse(-1) ? memoryBytes : other.memoryBytes;
        return new GpuProcess(uuid, pid, name, user, notebook, memory, utilization, both);
    }

    /** Whom it belongs to. */
    public ProcessOwner owner() {
        return new ProcessOwner(notebook, user, name);
    }

    /** What a process uses a GPU for. */
    public enum Type {
        COMPUTE,
        GRAPHICS,
        COMPUTE_AND_GRAPHICS
    }
}
