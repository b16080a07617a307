package dev.cellwatch.monitor.measure;

import static dev.cellwatch.monitor.gpu.GpuMetric.*;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Keeps what a report of a stretch of time needs of its samples. Thread-safe. */
final class Recorder implements Consumer<Sample> {

    /** What holds clocks down, and the counter of the time that it does, which not every driver has. */
    private static final Map<ThrottleReason, GpuMetric> HELD = new EnumMap<>(Map.of(
            ThrottleReason.POWER_CAP, THROTTLED_BY_POWER_CAP,
            ThrottleReason.SYNC_BOOST, THROTTLED_BY_SYNC_BOOST,
            ThrottleReason.SOFTWARE_THERMAL, THROTTLED_BY_SOFTWARE_THERMAL,
            ThrottleReason.HARDWARE_THERMAL, THROTTLED_BY_HARDWARE_THERMAL,
            ThrottleReason.POWER_BRAKE, THROTTLED_BY_POWER_BRAKE));

    private static final List<GpuMetric> GPU_METRICS = metrics();

    private static final List<HostMetric> HOST_METRICS =
            List.of(HostMetric.CPU_USAGE, HostMetric.CPU_IOWAIT, HostMetric.CPU_COUNT, HostMetric.NETWORKS_RECEIVED);

    private final Track host = new Track(HOST_METRICS);
    private final Track jvm = new Track(List.of(JvmMetric.values()));
    private final Map<Subject, GpuRecord> gpus = new LinkedHashMap<>();
    private long beginMillis;

    private static List<GpuMetric> metrics() {
        List<GpuMetric> metrics = new ArrayList<>(List.of(
                UTILIZATION,
                MEMORY_USED,
                MEMORY_TOTAL,
                POWER_USAGE,
                POWER_ENFORCED_LIMIT,
                ENERGY,
                TEMPERATURE,
                PROCESS_COUNT,
                PCIE_SENT,
                PCIE_RECEIVED,
                PCIE_GENERATION,
                PCIE_WIDTH,
                SM_CLOCK,
                SM_MAXIMUM_CLOCK));
        metrics.addAll(HELD.values());
        return metrics;
    }

    /** From here on it counts. */
    synchronized void begin(long millis) {
        beginMillis = millis;
        host.begin(millis);
        jvm.begin(millis);
        gpus.values().forEach(gpu -> gpu.begin(millis));
    }

    @Override
    public void accept(Sample sample) {
        switch (sample.subject().kind()) {
            case GPU -> gpu(sample.subject()).add(sample);
            case HOST -> host.add(sample);
            case JVM -> jvm.add(sample);
            default -> {
                // parts of the host, which no report tells
            }
        }
    }

    private synchronized GpuRecord gpu(Subject subject) {
        return gpus.computeIfAbsent(subject, seen -> {
            GpuRecord added = new GpuRecord();
            added.begin(beginMillis);
            return added;
        });
    }

    synchronized Map<Subject, GpuRecord> gpus() {
        return new LinkedHashMap<>(gpus);
    }

    Track host() {
        return host;
    }

    Track jvm() {
        return jvm;
    }

    /** One GPU. */
    static final class GpuRecord {
        private final Track track = new Track(GPU_METRICS);
        private final Map<ThrottleReason, Double> seen = new EnumMap<>(ThrottleReason.class);
        private long lastMillis;

        synchronized void begin(long millis) {
            track.begin(millis);
            seen.clear();
            lastMillis = millis;
        }

        synchronized void add(Sample sample) {
            double seconds = Math.max(0, sample.timeMillis() - lastMillis) / 1000.0;
            lastMillis = sample.timeMillis();
            OptionalDouble reasons = sample.get((Metric) THROTTLE_REASONS);
            if (reasons.isPresent()) {
                ThrottleReason.in(reasons.getAsDouble()).stream()
                        .filter(ThrottleReason::slowsWork)
                        .forEach(reason -> seen.merge(reason, seconds, Double::sum));
            }
            track.add(sample);
        }

        Track track() {
            return track;
        }

        /** For how many seconds clocks were held down, by reason: counted by the driver, or else as seen at each reading. */
        synchronized Map<ThrottleReason, Double> throttled() {
            Map<ThrottleReason, Double> seconds = new EnumMap<>(seen);
            HELD.forEach((reason, counter) -> {
                OptionalDouble counted = track.increase(counter);
                if (counted.isPresent()) {
                    seconds.put(reason, counted.getAsDouble());
                }
            });
            seconds.values().removeIf(held -> held <= 0);
            return seconds;
        }
    }
}
