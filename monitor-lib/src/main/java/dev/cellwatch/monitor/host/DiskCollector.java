package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.DiskCounters;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What the disks read and write. */
final class DiskCollector implements Collector {

    private final Machine machine;
    private final Map<String, Disk> known = new HashMap<>();

    DiskCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "disks";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        List<DiskCounters> disks = machine.disks();
        Total read = new Total();
        Total written = new Total();
        for (DiskCounters disk : disks) {
            Disk before = known.computeIfAbsent(disk.device(), Disk::new);
            Sample sample = before.sample(timeMillis, disk);
            read.add(sample.get(HostMetric.DISK_READ));
            written.add(sample.get(HostMetric.DISK_WRITTEN));
            out.accept(sample);
        }
        known.keySet().removeIf(device -> disks.stream()
                .noneMatch(disk -> disk.device().equals(device)));
        host.put(HostMetric.DISKS_READ, read.sum()).put(HostMetric.DISKS_WRITTEN, written.sum());
    }

    /** One disk and its counters' last values. */
    private static final class Disk {
        private final Subject subject;
        private final Rate read = new Rate();
        private final Rate written = new Rate();
        private final Rate busy = new Rate();
        private final Rate operations = new Rate();
        private final Rate took = new Rate();

        Disk(String device) {
            subject = Subject.of(Subject.Kind.DISK, "device", device);
        }

        Sample sample(long timeMillis, DiskCounters now) {
            OptionalDouble busyMillis = busy.perSecond(timeMillis, now.busyMillis());
            OptionalDouble requests =
                    operations.perSecond(timeMillis, now.operations().sum());
            OptionalDouble tookMillis = now.operations().tookMillis().isPresent()
                    ? took.perSecond(timeMillis, now.operations().tookMillis().getAsLong())
                    : OptionalDouble.empty();
            Sample.Builder sample = Sample.at(timeMillis, subject)
                    .put(HostMetric.DISK_READ_BYTES, now.readBytes())
                    .put(HostMetric.DISK_WRITTEN_BYTES, now.writtenBytes())
                    .put(HostMetric.DISK_READS, now.operations().reads())
                    .put(HostMetric.DISK_WRITES, now.operations().writes())
                    .put(HostMetric.DISK_READ, read.perSecond(timeMillis, now.readBytes()))
                    .put(HostMetric.DISK_WRITTEN, written.perSecond(timeMillis, now.writtenBytes()));
            if (busyMillis.isPresent()) {
                sample.put(HostMetric.DISK_BUSY, Math.min(1, busyMillis.getAsDouble() / 1000));
            }
            if (tookMillis.isPresent() && requests.isPresent()) {
                // no request, no latency: the division gives no finite number and the builder leaves it out
                sample.put(HostMetric.DISK_LATENCY, tookMillis.getAsDouble() / 1000 / requests.getAsDouble());
            }
            return sample.build();
        }
    }
}
