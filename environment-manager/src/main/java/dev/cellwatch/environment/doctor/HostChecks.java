package dev.cellwatch.environment.doctor;

import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.host.HostProbe;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Room on the disk and in memory. */
final class HostChecks {

    private static final double ENOUGH_DISK_BYTES = 10e9;
    private static final double ENOUGH_MEMORY_BYTES = 2e9;

    private final Path project;
    private final OptionalDouble available;

    /**
     * @param project a folder on the disk that matters
     * @param available bytes of memory that programs can still get, if the system tells
     */
    HostChecks(Path project, OptionalDouble available) {
        this.project = project;
        this.available = available;
    }

    /** The checks of this machine, or of the container that this is. */
    static HostChecks of(Path project) {
        List<Sample> samples = new ArrayList<>();
        try {
            new HostProbe().read(new Tick(System.currentTimeMillis(), true, true), samples::add);
        } catch (ProbeException e) {
            return new HostChecks(project, OptionalDouble.empty());
        }
        OptionalDouble available = samples.stream()
                .map(sample -> sample.get(HostMetric.MEMORY_AVAILABLE))
                .flatMapToDouble(OptionalDouble::stream)
                .findFirst();
        return new HostChecks(project, available);
    }

    List<Finding> findings() {
        return List.of(disk(), memory());
    }

    private Finding disk() {
        try {
            return disk((double) Files.getFileStore(project).getUsableSpace());
        } catch (IOException e) {
            return Finding.warn("Disk", "the disk of " + project + " does not tell its free space.", "Look at: df -h");
        }
    }

    Finding disk(double free) {
        String text = Unit.BYTES.format(free) + " free";
        return free >= ENOUGH_DISK_BYTES
                ? Finding.ok("Disk", text)
                : Finding.fail(
                        "Disk",
                        text + " where " + project + " is; less than 10 GB is not enough for a training.",
                        "Look for what takes the room:  du -xh --max-depth=1 | sort -h");
    }

    private Finding memory() {
        if (available.isEmpty()) {
            return Finding.ok("Memory", "is not told by this system.");
        }
        String text = Unit.BYTES.format(available.getAsDouble()) + " available";
        return available.getAsDouble() >= ENOUGH_MEMORY_BYTES
                ? Finding.ok("Memory", text)
                : Finding.warn(
                        "Memory",
                        text + "; a kernel and a training want more.",
                        "Look at who has it:  %processes, or top");
    }
}
