package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.measure.ReadingTimes.Reading;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.function.Consumer;

/** What the host's probe would have read. */
final class HostReadings {

    private static final double JIFFY = 0.01;

    private final CellTimeline timeline;
    private final int cpus;
    private final SimulatedSensors sensors;
    private final Dice dice;
    private final double othersOnDisk;
    private final double othersOnNetwork;
    private double last;
    private double lastSlow;

    HostReadings(CellTimeline timeline, SimulatedMachine machine, SimulatedSensors sensors, Dice dice) {
        this.timeline = timeline;
        this.cpus = machine.processor().cpus();
        this.sensors = sensors;
        this.dice = dice;
        othersOnDisk = dice.magnitude(1e3, 2e6);
        othersOnNetwork = dice.magnitude(1e3, 1e6);
    }

    void read(Reading reading, Consumer<Sample> out) {
        Sample.Builder sample = Sample.at(reading.stampMillis(), Subject.HOST);
        if (!reading.first() && reading.at() - last >= JIFFY) {
            readShares(reading.at(), sample);
        }
        last = reading.at();
        emit(sample, out);
        if (reading.slow()) {
            readSlow(reading, sample);
            emit(sample, out);
            lastSlow = reading.at();
        }
    }

    private static void emit(Sample.Builder sample, Consumer<Sample> out) {
        Sample built = sample.build();
        if (!built.isEmpty()) {
            out.accept(built);
        }
    }

    /** Counted in hundredths of a second of each CPU. */
    private void readShares(double at, Sample.Builder sample) {
        double error = JIFFY / (at - last) / Math.sqrt(cpus) / 2;
        double busy = share(timeline.mean(Channel.CPU, last, at) / cpus + dice.bell(error), 1);
        sample.put(HostMetric.CPU_USAGE, busy);
        double waiting = timeline.mean(Channel.CPU_WAITING, last, at) / cpus;
        double seen = share(waiting + (waiting > 0.001 ? dice.bell(error) : 0), 1 - busy);
        switch (sensors.iowait()) {
            case PRESENT -> sample.put(HostMetric.CPU_IOWAIT, dice.chance(0.03) ? Math.max(seen, 0.2 / cpus) : seen);
            case ALWAYS_ZERO -> sample.put(HostMetric.CPU_IOWAIT, 0.0);
            case ABSENT -> {}
        }
    }

    private static double share(double value, double most) {
        return Math.max(0, Math.min(most, value));
    }

    private void readSlow(Reading reading, Sample.Builder sample) {
        double at = reading.at();
        if (reading.first()) {
            sample.put(HostMetric.CPU_COUNT, cpus);
        } else {
            sample.put(HostMetric.DISKS_READ, rate(Channel.DISK_READ, at, othersOnDisk))
                    .put(HostMetric.DISKS_WRITTEN, rate(Channel.DISK_WRITTEN, at, othersOnDisk))
                    .put(HostMetric.NETWORKS_RECEIVED, 1.03 * rate(Channel.NETWORK_READ, at, othersOnNetwork));
        }
    }

    private double rate(Channel channel, double at, double others) {
        return timeline.mean(channel, lastSlow, at) + dice.waiting(others);
    }
}
