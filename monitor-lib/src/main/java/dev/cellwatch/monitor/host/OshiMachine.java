package dev.cellwatch.monitor.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.OSFileStore;

/** This machine through OSHI, without logic of its own. For one thread at a time. */
class OshiMachine implements Machine {

    /** Looking for new devices costs more than reading the known ones, and runs programs: every twelfth time. */
    private static final int READS_PER_LISTING = 12;

    private final OshiSystem system;
    private final Listing<HWDiskStore> disks;
    private final Listing<NetworkIF> networks;
    private final Listing<OSFileStore> fileSystems;

    /** The way to this machine that costs least. */
    static Machine of(OshiSystem system) {
        return OshiSystem.LINUX ? LinuxMachine.here(system) : new OshiMachine(system);
    }

    OshiMachine(OshiSystem system) {
        this.system = system;
        this.disks = new Listing<>(() -> system.hardware().getDiskStores());
        this.networks = new Listing<>(() -> system.hardware().getNetworkIFs());
        this.fileSystems = new Listing<>(system::fileStores);
    }

    @Override
    public long[] cpuTicks() {
        return processor().getSystemCpuLoadTicks();
    }

    @Override
    public long[][] coreTicks() {
        return processor().getProcessorCpuLoadTicks();
    }

    @Override
    public int cpuCount() {
        return processor().getLogicalProcessorCount();
    }

    @Override
    public long[] frequencies() {
        return processor().getCurrentFreq();
    }

    @Override
    public long maxFrequency() {
        return processor().getMaxFreq();
    }

    @Override
    public double temperature() {
        return system.hardware().getSensors().getCpuTemperature();
    }

    @Override
    public double[] loads() {
        return processor().getSystemLoadAverage(3);
    }

    @Override
    public long memoryTotal() {
        return memory().getTotal();
    }

    @Override
    public long memoryAvailable() {
        return memory().getAvailable();
    }

    @Override
    public long swapTotal() {
        return memory().getVirtualMemory().getSwapTotal();
    }

    @Override
    public long swapUsed() {
        return memory().getVirtualMemory().getSwapUsed();
    }

    @Override
    public long bootTime() {
        return system.os().getSystemBootTime();
    }

    @Override
    public List<DiskCounters> disks() {
        List<DiskCounters> read = new ArrayList<>();
        for (HWDiskStore disk : disks.next()) {
            if (disk.updateAttributes()) {
                read.add(new DiskCounters(
                        disk.getName().substring(disk.getName().lastIndexOf('/') + 1),
                        disk.getReadBytes(),
                        disk.getWriteBytes(),
                        new Operations(disk.getReads(), disk.getWrites(), OptionalLong.empty()),
                        disk.getTransferTime()));
            }
        }
        return read;
    }

    @Override
    public List<NetworkCounters> networks() {
        List<NetworkCounters> read = new ArrayList<>();
        for (NetworkIF network : networks.next()) {
            if (Interfaces.isPhysical(network.getName()) && network.updateAttributes()) {
                read.add(new NetworkCounters(
                        network.getName(),
                        new Traffic(network.getBytesRecv(), network.getPacketsRecv(), network.getInErrors()),
                        new Traffic(network.getBytesSent(), network.getPacketsSent(), network.getOutErrors())));
            }
        }
        return read;
    }

    @Override
    public List<FileSystemSpace> fileSystems() {
        return FileSystems.distinct(fileSystems.next().stream()
                .filter(store -> FileSystems.isLasting(store.getType(), store.getMount()))
                .filter(store -> FileSystems.isPlace(store.getMount()))
                .filter(OSFileStore::updateAttributes)
                .map(OshiMachine::space)
                .toList());
    }

    private static FileSystemSpace space(OSFileStore store) {
        return new FileSystemSpace(
                store.getMount(),
                store.getVolume(),
                store.getType(),
                new Space(store.getTotalSpace(), store.getFreeSpace(), store.getUsableSpace()),
                new Inodes(store.getTotalInodes(), store.getFreeInodes()));
    }

    @Override
    public Map<String, Integer> connectionStates() {
        Map<String, Integer> states = new TreeMap<>();
        for (IPConnection connection : system.os().getInternetProtocolStats().getConnections()) {
            if (connection.getType().startsWith("tcp")) {
                states.merge(String.valueOf(connection.getState()).toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
        return states;
    }

    private CentralProcessor processor() {
        return system.hardware().getProcessor();
    }

    private GlobalMemory memory() {
        return system.hardware().getMemory();
    }

    /** A list that is made anew now and then. */
    private static final class Listing<T> {
        private final Supplier<List<T>> source;
        private List<T> items = List.of();
        private int reads;

        Listing(Supplier<List<T>> source) {
            this.source = source;
        }

        List<T> next() {
            if (reads++ % READS_PER_LISTING == 0) {
                items = source.get();
            }
            return items;
        }
    }
}
