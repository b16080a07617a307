package dev.cellwatch.monitor.measure;

/** What somebody waits for or works with. */
enum Need {
    /** Somebody else's result; asks again after every event. */
    RESULT,
    /** The same, and turns in circles meanwhile. */
    RESULT_SPINNING,
    CPU,
    SLEEP,
    DISK_ANSWER,
    DISK_READ,
    DISK_WRITE,
    /** The kernel writes what is dirty in its cache. */
    DISK_WRITEBACK,
    NETWORK_ANSWER,
    NETWORK_READ,
    LINK_IN,
    LINK_OUT;

    /** Where arrays over all of them, which are faster than maps, have its value. */
    @SuppressWarnings("EnumOrdinal") // such arrays are never kept
    int place() {
        return ordinal();
    }
}
