package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.DiskCounters;
import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import dev.cellwatch.monitor.host.Machine.Inodes;
import dev.cellwatch.monitor.host.Machine.NetworkCounters;
import dev.cellwatch.monitor.host.Machine.Operations;
import dev.cellwatch.monitor.host.Machine.Space;
import dev.cellwatch.monitor.host.Machine.Traffic;
import dev.cellwatch.monitor.sampling.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A host that does the same in every test; five seconds pass whenever it is told to go on. */
public final class HostFixture {

    private final FakeMachine machine = new FakeMachine();
    private long nanos;

    public HostFixture() {
        machine.memoryTotal = 64L << 30;
        machine.memoryAvailable = 24L << 30;
        machine.temperature = 55;
        machine.disks =
                List.of(new DiskCounters("nvme0n1", 1000, 2000, new Operations(10, 20, OptionalLong.of(100)), 100));
        machine.networks = List.of(new NetworkCounters("eth0", new Traffic(9000, 90, 1), new Traffic(5000, 50, 0)));
        machine.fileSystems = List.of(
                new FileSystemSpace(
                        "/", "/dev/vda", "ext4", new Space(100L << 30, 50L << 30, 40L << 30), new Inodes(10, 5)),
                new FileSystemSpace("/mnt/a \"b\\c", "/dev/vdb", "btrfs", new Space(200, 60, 60), new Inodes(0, 0)));
        machine.connectionStates = Map.of("established", 3);
    }

    /**
     * The probe that reads it.
     *
     * @param empty a folder with nothing in it: no control group says anything
     */
    public Probe probe(Path empty) {
        return new HostProbe(
                () -> HostProbe.collectorsOf(machine, new Cgroup(empty.resolve("proc"), empty.resolve("cgroup"))),
                () -> nanos);
    }

    /** Has the time pass, with two CPUs half busy, a disk and a network that carry something. */
    public void goOn() {
        nanos += 5_000_000_000L;
        machine.cpuTicks = new long[] {40, 0, 10, 40, 10, 0, 0, 0};
        machine.coreTicks = new long[][] {{30, 0, 0, 70, 0, 0, 0, 0}, {0, 0, 0, 100, 0, 0, 0, 0}};
        machine.disks =
                List.of(new DiskCounters("nvme0n1", 6000, 2500, new Operations(30, 25, OptionalLong.of(600)), 600));
        machine.networks = List.of(new NetworkCounters("eth0", new Traffic(14000, 140, 1), new Traffic(6000, 60, 0)));
    }

    /** Mounts so many file systems more. */
    public void mounts(int more) {
        List<FileSystemSpace> all = new ArrayList<>(machine.fileSystems);
        for (int i = 0; i < more; i++) {
            all.add(new FileSystemSpace("/mnt/" + i, "/dev/" + i, "ext4", new Space(100, 50, 40), new Inodes(10, 5)));
        }
        machine.fileSystems = all;
    }
}
