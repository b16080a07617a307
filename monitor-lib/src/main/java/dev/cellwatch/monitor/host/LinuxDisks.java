package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.DiskCounters;
import dev.cellwatch.monitor.host.Machine.Operations;
import dev.cellwatch.monitor.proc.ProcFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the disks of a Linux machine have done, from {@code /proc/diskstats}: OSHI looks at every mount with regular
 * expressions for it. For one thread at a time.
 */
final class LinuxDisks {

    /** What the kernel calls a sector, whatever the disk's are. */
    private static final long SECTOR = 512;

    private final ProcFile counters;
    private final Path blockDevices;

    /** @param blockDevices the directory with an entry for each device that is no partition */
    LinuxDisks(Path diskstats, Path blockDevices) {
        this.counters = new ProcFile(diskstats);
        this.blockDevices = blockDevices;
    }

    /** The disks that were ever used; the kernel lists slots for devices that never came, too. */
    List<DiskCounters> read() {
        Set<String> disks = disks();
        counters.load();
        List<DiskCounters> read = new ArrayList<>();
        do {
            counters.number(); // major and minor
            counters.number();
            counters.skip(" ");
            String device = counters.until(' ');
            if (disks.contains(device)) {
                DiskCounters disk = disk(device);
                if (disk.operations().sum() > 0) {
                    read.add(disk);
                }
            }
        } while (counters.nextLine());
        return read;
    }

    /** The kernel counts partitions, too, images that are mounted as if they were disks, memory, and what is made of disks. */
    private Set<String> disks() {
        try (Stream<Path> devices = Files.list(blockDevices)) {
            return devices.filter(device -> !isMadeOfOthers(device))
                    .map(device -> String.valueOf(device.getFileName()).replace('!', '/'))
                    .filter(device ->
                            !device.startsWith("loop") && !device.startsWith("ram") && !device.startsWith("zram"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(blockDevices + " cannot be read", e);
        }
    }

    private static boolean isMadeOfOthers(Path device) {
        String[] below = device.resolve("slaves").toFile().list();
        return below != null && below.length > 0;
    }

    private DiskCounters disk(String device) {
        long reads = counters.number();
        counters.number(); // merged
        long sectorsRead = counters.number();
        long readMillis = counters.number();
        long writes = counters.number();
        counters.number();
        long sectorsWritten = counters.number();
        long writeMillis = counters.number();
        counters.number(); // under way now
        long busyMillis = counters.number();
        Operations operations = new Operations(reads, writes, OptionalLong.of(readMillis + writeMillis));
        return new DiskCounters(device, sectorsRead * SECTOR, sectorsWritten * SECTOR, operations, busyMillis);
    }
}
