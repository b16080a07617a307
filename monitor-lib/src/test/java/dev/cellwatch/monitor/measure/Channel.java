package dev.cellwatch.monitor.measure;

/** What is recorded of a simulated cell as a rate. */
enum Channel {
    /** Share of time in which the driver sees a kernel. */
    KERNELS,
    GPU_MEMORY,
    LINK_IN,
    LINK_OUT,
    /** CPUs that are busy, whoever it is. */
    CPU,
    /** CPUs that this JVM keeps busy. */
    CPU_JVM,
    /** CPUs that are idle while a thread waits for a disk. */
    CPU_WAITING,
    DISK_READ,
    DISK_WRITTEN,
    NETWORK_READ,
    STORAGE_WRITTEN;

    /** Where arrays over all of them, which are faster than maps, have its value. */
    @SuppressWarnings("EnumOrdinal") // such arrays are never kept
    int place() {
        return ordinal();
    }
}
