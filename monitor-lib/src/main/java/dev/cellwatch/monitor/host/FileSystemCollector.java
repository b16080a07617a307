package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** How full the file systems are. */
final class FileSystemCollector implements Collector {

    private final Machine machine;

    FileSystemCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "filesystems";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        for (FileSystemSpace fileSystem : machine.fileSystems()) {
            Sample.Builder sample = Sample.at(timeMillis, subject(fileSystem))
                    .put(HostMetric.FILESYSTEM_SIZE, fileSystem.space().size())
                    .put(HostMetric.FILESYSTEM_FREE, fileSystem.space().free())
                    .put(HostMetric.FILESYSTEM_AVAILABLE, fileSystem.space().available());
            if (fileSystem.inodes().size() > 0) {
                sample.put(HostMetric.FILESYSTEM_INODES, fileSystem.inodes().size())
                        .put(
                                HostMetric.FILESYSTEM_INODES_FREE,
                                fileSystem.inodes().free());
            }
            out.accept(sample.build());
        }
    }

    private static Subject subject(FileSystemSpace fileSystem) {
        return new Subject(
                Subject.Kind.FILESYSTEM,
                fileSystem.mount(),
                Map.of("mountpoint", fileSystem.mount(), "device", fileSystem.device(), "type", fileSystem.type()));
    }
}
