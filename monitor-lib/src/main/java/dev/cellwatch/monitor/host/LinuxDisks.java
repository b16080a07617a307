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

    /** The kernel counts partitions, too, images that are mounted as if they were disks, and memory. */
    private Set<String> disks() {
        try (Stream<Path> devices = Files.list(blockDevices)) {
            return devices.map(device -> String.valueOf(device.getFileName()).replace('!', '/'))
                    .filter(device ->
                            !device.startsWith("loop") && !device.startsWith("ram") && !device.startsWith("zram"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(blockDevices + " cannot be read", e);
        }
    }

    private DiskCounters disk(String device) {
        long reads = counters.number();
        counters.number(); // merged
        long sectorsRead = counters.number();
        counters.number(); // milliseconds, counted for each of several requests at once
        long writes = counters.number();
        counters.number();
        long sectorsWritten = counters.number();
        counters.number();
        counters.number(); // under way now
        long busyMillis = counters.number();
        return new DiskCounters(
                device, sectorsRead * SECTOR, sectorsWritten * SECTOR, new Operations(reads, writes), busyMillis);
    }
}
