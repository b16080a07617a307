package dev.cellwatch.monitor.host;

import java.util.List;

/** Where processes are read from. */
interface ProcessSource {

    /** The processes that are there and may be looked at; one that ends meanwhile is left out. */
    List<Reading> read();

    long memoryTotal();

    int cpuCount();

    /**
     * A process at one moment.
     *
     * @param startMillis when it started, which with the pid tells it from another that had its pid before
     * @param cpuMillis CPU time since then
     * @param atMillis when this was read
     */
    record Reading(int pid, long startMillis, long cpuMillis, long atMillis, long residentBytes, Identity identity) {

        boolean isSameAs(Reading other) {
            return pid == other.pid && startMillis == other.startMillis;
        }
    }

    /** What does not change much while a process runs. */
    record Identity(String name, String user, String status, String command) {}
}
