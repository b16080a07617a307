package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The host's part of the tree. */
final class HostBranches {

    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;
    private static final double PERCENT = 0.01;
    private static final double MEGAHERTZ = 1e6;

    private final Latest latest;

    HostBranches(Latest latest) {
        this.latest = latest;
    }

    Map<String, @Nullable Object> cpu() {
        return new Branch()
                .put("cpu_percent", host(HostMetric.CPU_USAGE), PERCENT)
                .whole("cpu_count", host(HostMetric.CPU_COUNT))
                .put("cpu_freq", host(HostMetric.CPU_FREQUENCY), MEGAHERTZ)
                .put("load_avg", loads())
                .map();
    }

    /** All three, or null: a list with gaps says nothing about which one is missing. */
    private @Nullable List<Double> loads() {
        List<Double> loads = new ArrayList<>();
        for (HostMetric load : List.of(HostMetric.LOAD_1, HostMetric.LOAD_5, HostMetric.LOAD_15)) {
            host(load).ifPresent(value -> loads.add(Branch.rounded(value)));
        }
        return loads.size() == 3 ? List.copyOf(loads) : null;
    }

    Map<String, @Nullable Object> memory() {
        OptionalDouble swapTotal = host(HostMetric.SWAP_TOTAL);
        OptionalDouble swapUsed = host(HostMetric.SWAP_USED);
        return new Branch()
                .put("total", host(HostMetric.MEMORY_TOTAL), GIB)
                .put("available", host(HostMetric.MEMORY_AVAILABLE), GIB)
                .put("used", host(HostMetric.MEMORY_USED), GIB)
                .put("percent", host(HostMetric.MEMORY_USED_RATIO), PERCENT)
                .put("swap_total", swapTotal, GIB)
                .put("swap_used", swapUsed, GIB)
                .put("swap_percent", share(swapUsed, swapTotal), PERCENT)
                .map();
    }

    /** Free is what an ordinary user can still fill, and the percentage is of that and the used part, as in df. */
    Map<String, @Nullable Object> disk() {
        Subject root = main();
        OptionalDouble total = of(root, HostMetric.FILESYSTEM_SIZE);
        OptionalDouble free = of(root, HostMetric.FILESYSTEM_AVAILABLE);
        OptionalDouble used = plus(total, of(root, HostMetric.FILESYSTEM_FREE), -1);
        return new Branch()
                .put("total", total, GIB)
                .put("used", used, GIB)
                .put("free", free, GIB)
                .put("percent", share(used, plus(used, free, 1)), PERCENT)
                .put("read_mb", sum(Subject.Kind.DISK, HostMetric.DISK_READ_BYTES), MIB)
                .put("write_mb", sum(Subject.Kind.DISK, HostMetric.DISK_WRITTEN_BYTES), MIB)
                .map();
    }

    private OptionalDouble of(@Nullable Subject subject, HostMetric metric) {
        return subject == null ? OptionalDouble.empty() : latest.value(subject, metric);
    }

    private static OptionalDouble plus(OptionalDouble one, OptionalDouble other, int sign) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() + sign * other.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The root file system, or the largest one where the root is a layer of a container. */
    private @Nullable Subject main() {
        List<Subject> all = latest.subjects(Subject.Kind.FILESYSTEM);
        return all.stream()
                .filter(subject -> subject.id().equals("/"))
                .findFirst()
                .or(() -> all.stream()
                        .max(Comparator.comparingDouble(subject -> latest.value(subject, HostMetric.FILESYSTEM_SIZE)
                                .orElse(0))))
                .orElse(null);
    }

    Map<String, @Nullable Object> network() {
        return new Branch()
                .put("bytes_sent", sum(Subject.Kind.NETWORK, HostMetric.NETWORK_SENT_BYTES), MIB)
                .put("bytes_recv", sum(Subject.Kind.NETWORK, HostMetric.NETWORK_RECEIVED_BYTES), MIB)
                .whole("packets_sent", sum(Subject.Kind.NETWORK, HostMetric.NETWORK_SENT_PACKETS))
                .whole("packets_recv", sum(Subject.Kind.NETWORK, HostMetric.NETWORK_RECEIVED_PACKETS))
                .map();
    }

    private OptionalDouble host(HostMetric metric) {
        return latest.value(Subject.HOST, metric);
    }

    private OptionalDouble sum(Subject.Kind kind, HostMetric metric) {
        double[] values = latest.subjects(kind).stream()
                .map(subject -> latest.value(subject, metric))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    /** A part of the whole; absent where there is no whole, such as no swap. */
    static OptionalDouble share(OptionalDouble part, OptionalDouble whole) {
        return part.isPresent() && whole.orElse(0) > 0
                ? OptionalDouble.of(part.getAsDouble() / whole.getAsDouble())
                : OptionalDouble.empty();
    }
}
