package dev.cellwatch.monitor.host;

import java.util.OptionalDouble;

/**
 * A process.
 *
 * @param user the account it runs under, empty where the system does not tell
 * @param cpuRatio its CPU use since the reading before; 1 is one core busy
 * @param memoryRatio its share of the machine's memory
 * @param residentBytes its memory, shared libraries included
 * @param status {@code Running}, {@code Sleeping}, {@code Zombie} ...
 * @param command the first 100 characters of its command line, secrets masked
 */
public record HostProcess(
        int pid,
        String name,
        String user,
        OptionalDouble cpuRatio,
        double memoryRatio,
        long residentBytes,
        String status,
        String command) {}
