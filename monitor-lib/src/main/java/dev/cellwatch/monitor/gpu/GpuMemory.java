package dev.cellwatch.monitor.gpu;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the numbers of a GPU's memory mean. */
public enum GpuMemory {
    /** Memory of its own; what the driver keeps for itself is told apart. */
    OWN(null),
    /** Memory of its own under a driver older than 510, which counts what it keeps for itself as used. */
    OWN_WITH_RESERVE("the memory in use counts what the driver keeps for itself, too, hundreds of megabytes"),
    /** No memory of its own, so that the driver counts none. */
    SHARED("it has no memory of its own and uses the machine's");

    private final Optional<String> remark;

    GpuMemory(@Nullable String remark) {
        this.remark = Optional.ofNullable(remark);
    }

    /** What has to be known to read the numbers; nothing where they are what one expects. */
    public Optional<String> remark() {
        return remark;
    }
}
