package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import java.util.OptionalDouble;

/**
 * What GPU, host and JVM did between two readings, and what the GPU waited for meanwhile.
 *
 * @param busy the share in which a kernel ran
 * @param garbage the share in which garbage collection had stopped the program
 * @param bus how full the bus to the GPU was in its fuller direction, 0 to 1; 0 where that is not measured
 * @param cores CPUs that this process kept busy, garbage collection apart
 * @param storage CPUs that were idle while this process waited for storage
 * @param moved bytes a second that this process had moved from or to storage
 * @param received bytes a second that the machine received over the network
 */
record Moment(double busy, double garbage, double bus, double cores, double storage, double moved, double received) {

    /** What a copy from ordinary memory makes of the bus: it waits for that, and not for the bus to be full. */
    private static final double COPIES = 0.25;
    /** Less than this a second from storage is not what a GPU waits for. */
    private static final double STORAGE_FLOWS = 5e6;
    /** And from the network, where the whole machine's traffic is all that is known: a sixth of a slow link. */
    private static final double NETWORK_FLOWS = 20e6;
    /** Less than this a second is nobody's input. */
    private static final double TRICKLE = 64 << 10;

    /** Where the time went. */
    Shares shares() {
        double waits = 1 - busy;
        double pause = Math.min(waits, garbage);
        double rest = waits - pause;
        double copying = bus >= COPIES / 3 ? Math.min(1, bus / COPIES) : 0;
        double host = Math.min(1, cores);
        boolean flows = moved >= STORAGE_FLOWS || received >= NETWORK_FLOWS;
        double input = Math.max(Math.min(1, storage), flows ? 1 - host : 0);
        double idle = Math.max(0, 1 - copying - host - input);
        double scale = rest / (copying + host + input + idle);
        return new Shares(busy, pause, copying * scale, host * scale, input * scale, idle * scale);
    }

    /** Reads moments off what was recorded. */
    static final class Reader {
        private final Track host;
        private final Track jvm;
        private final double cpus;
        private int hostRow;
        private int jvmRow;

        Reader(Track host, Track jvm) {
            this.host = host;
            this.jvm = jvm;
            this.cpus =
                    host.last(HostMetric.CPU_COUNT).orElse(Runtime.getRuntime().availableProcessors());
        }

        /** The moment up to that time; times must not go back. */
        Moment at(long millis, double busy, double bus) {
            hostRow = nearest(host, hostRow, millis);
            jvmRow = nearest(jvm, jvmRow, millis);
            double garbage = of(jvm, jvmRow, JvmMetric.GC_TIME);
            double cores = Math.max(0, of(jvm, jvmRow, JvmMetric.CPU_USAGE) - garbage * cpus);
            double moved = moved().orElse(0);
            // the machine waits for storage, and this process is one that uses it
            boolean ours = moved().isEmpty() || moved >= TRICKLE;
            double storage = ours ? of(host, hostRow, HostMetric.CPU_IOWAIT) * cpus : 0;
            double received = host.size() == 0 ? 0 : latest(host, hostRow, HostMetric.NETWORKS_RECEIVED);
            return new Moment(busy, Math.min(1, garbage), bus, cores, storage, moved, received);
        }

        private OptionalDouble moved() {
            if (jvm.size() == 0 || jvm.seconds(jvmRow) <= 0) {
                return OptionalDouble.empty();
            }
            OptionalDouble first = step(JvmMetric.STORAGE_READ);
            OptionalDouble second = step(JvmMetric.STORAGE_WRITTEN);
            if (first.isEmpty() && second.isEmpty()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(Math.max(first.orElse(0), second.orElse(0)) / jvm.seconds(jvmRow));
        }

        private OptionalDouble step(JvmMetric counter) {
            OptionalDouble now = jvm.at(jvmRow, counter);
            OptionalDouble then = jvmRow == 0 ? jvm.before(counter) : jvm.at(jvmRow - 1, counter);
            return now.isPresent() && then.isPresent()
                    ? OptionalDouble.of(now.getAsDouble() - then.getAsDouble())
                    : OptionalDouble.empty();
        }

        private static double of(Track track, int row, Metric metric) {
            return track.size() == 0 ? 0 : track.at(row, metric).orElse(0);
        }

        /** What is read every few seconds holds until it is read again; 0 for what never was. */
        static double latest(Track track, int row, Metric metric) {
            if (track.last(metric).isEmpty()) {
                return 0; // or every row would be looked through for each
            }
            for (int i = row; i >= 0; i--) {
                OptionalDouble value = track.at(i, metric);
                if (value.isPresent()) {
                    return value.getAsDouble();
                }
            }
            return track.before(metric).orElse(0);
        }

        private static int nearest(Track track, int from, long millis) {
            int row = Math.min(from, Math.max(0, track.size() - 1));
            while (row + 1 < track.size()
                    && Math.abs(track.time(row + 1) - millis) <= Math.abs(track.time(row) - millis)) {
                row++;
            }
            return row;
        }
    }

    /** How full the bus is: lanes times what one lane of its generation carries. */
    static double bus(Track gpu, int row) {
        double traffic = Math.max(
                Reader.latest(gpu, row, GpuMetric.PCIE_SENT), Reader.latest(gpu, row, GpuMetric.PCIE_RECEIVED));
        double generation = Reader.latest(gpu, row, GpuMetric.PCIE_GENERATION);
        double lanes = Reader.latest(gpu, row, GpuMetric.PCIE_WIDTH);
        if (traffic <= 0 || generation < 1 || lanes < 1) {
            return 0;
        }
        // 985 MB/s a lane in generation 3, and twice as much with each one after it
        return traffic / (lanes * 985e6 * Math.pow(2, generation - 3));
    }
}
