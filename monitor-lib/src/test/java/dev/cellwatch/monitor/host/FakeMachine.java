package dev.cellwatch.monitor.host;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A machine whose counters a test sets. */
final class FakeMachine implements Machine {
    long[] cpuTicks = new long[8];
    long[][] coreTicks = {new long[8], new long[8]};
    long[] frequencies = {2_000_000_000L, 4_000_000_000L};
    double temperature;
    long memoryTotal = 1000;
    long memoryAvailable = 400;
    List<DiskCounters> disks = List.of();
    List<NetworkCounters> networks = List.of();
    List<FileSystemSpace> fileSystems = List.of();
    Map<String, Integer> connectionStates = new TreeMap<>();
    boolean disksFail;
    int fileSystemReads;

    @Override
    public long[] cpuTicks() {
        return cpuTicks.clone();
    }

    @Override
    public long[][] coreTicks() {
        return new long[][] {coreTicks[0].clone(), coreTicks[1].clone()};
    }

    @Override
    public int cpuCount() {
        return 2;
    }

    @Override
    public long[] frequencies() {
        return frequencies;
    }

    @Override
    public long maxFrequency() {
        return -1;
    }

    @Override
    public double temperature() {
        return temperature;
    }

    @Override
    public double[] loads() {
        return new double[] {1.5, 1, -1};
    }

    @Override
    public long memoryTotal() {
        return memoryTotal;
    }

    @Override
    public long memoryAvailable() {
        return memoryAvailable;
    }

    @Override
    public long swapTotal() {
        return 0;
    }

    @Override
    public long swapUsed() {
        return 0;
    }

    @Override
    public long bootTime() {
        return 900;
    }

    @Override
    public List<DiskCounters> disks() {
        if (disksFail) {
            throw new IllegalStateException("the disks are sick");
        }
        return disks;
    }

    @Override
    public List<NetworkCounters> networks() {
        return networks;
    }

    @Override
    public List<FileSystemSpace> fileSystems() {
        fileSystemReads++;
        return fileSystems;
    }

    @Override
    public Map<String, Integer> connectionStates() {
        return connectionStates;
    }
}
