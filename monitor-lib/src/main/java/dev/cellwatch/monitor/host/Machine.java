package dev.cellwatch.monitor.host;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the collectors ask of the operating system, in its own terms: counters since the machine started, no rates. A
 * value that the system does not know is not positive, as the system's library reports it; collectors turn that into an
 * absence.
 */
interface Machine {

    /** CPU time by {@link oshi.hardware.CentralProcessor.TickType}, all CPUs together, in any unit. */
    long[] cpuTicks();

    /** The same for each logical CPU. */
    long[][] coreTicks();

    int cpuCount();

    /** Current frequencies in hertz, one for each logical CPU. */
    long[] frequencies();

    long maxFrequency();

    /** Degrees Celsius of the CPU package. */
    double temperature();

    /** Load averages over 1, 5 and 15 minutes. */
    double[] loads();

    long memoryTotal();

    long memoryAvailable();

    long swapTotal();

    long swapUsed();

    /** Seconds since 1970. */
    long bootTime();

    /** Those that stand for themselves: what is made of others, by LVM or encryption, would count everything twice. */
    List<DiskCounters> disks();

    /** Those that lead out of the machine: a bond or a bridge passes on what those have counted already. */
    List<NetworkCounters> networks();

    List<FileSystemSpace> fileSystems();

    /** How many TCP connections are in each state, states in lower case. */
    Map<String, Integer> connectionStates() throws Exception;

    /**
     * A disk's counters.
     *
     * @param busyMillis the time in which at least one request was under way
     */
    record DiskCounters(String device, long readBytes, long writtenBytes, Operations operations, long busyMillis) {}

    /**
     * Finished requests of a disk.
     *
     * @param tookMillis their times, waiting included, all added up; absent where the system does not count that
     */
    record Operations(long reads, long writes, OptionalLong tookMillis) {
        long sum() {
            return reads + writes;
        }
    }

    /** A network interface's counters, one direction each. */
    record NetworkCounters(String name, Traffic received, Traffic sent) {}

    /** What went through an interface in one direction. */
    record Traffic(long bytes, long packets, long errors) {}

    /** A mounted file system. */
    record FileSystemSpace(String mount, String device, String type, Space space, Inodes inodes) {}

    /** Sizes in bytes. */
    record Space(long size, long free, long available) {}

    /** Inodes; a size of 0 means that the file system has no fixed number of them. */
    record Inodes(long size, long free) {}
}
