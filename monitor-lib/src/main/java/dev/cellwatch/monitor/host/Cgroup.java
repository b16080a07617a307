package dev.cellwatch.monitor.host;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The control group limits that hold for this process. In a container {@code /proc} shows the whole node, so limits
 * come from the group that the process is in, or from the nearest group above it that sets a tighter one. Version 2
 * where it carries the controller, else version 1. Limits are looked up at first and on {@link #refresh()}, use is read on
 * each call. Thread-safe.
 */
public final class Cgroup {

    private final CgroupTree tree;
    private volatile @Nullable Limits limits;

    /**
     * @param proc the root of the process file system, {@code /proc}
     * @param groups where control groups are mounted, {@code /sys/fs/cgroup}
     */
    public Cgroup(Path proc, Path groups) {
        this.tree = new CgroupTree(proc, groups);
    }

    public static Cgroup ofThisProcess() {
        return new Cgroup(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** Looks the limits up again: they can be changed while the process runs. */
    public void refresh() {
        limits = look();
    }

    private Limits look() {
        return new Limits(tree.tightest("memory", Cgroup::memoryLimit), tree.tightest("cpu", Cgroup::cpuMillicores));
    }

    private Limits limits() {
        Limits known = limits;
        if (known == null) {
            known = look();
            limits = known;
        }
        return known;
    }

    /** The memory limit in bytes; absent where none is set. */
    public OptionalLong memoryLimit() {
        return limits().memory.value();
    }

    /** Memory charged to the group that sets the limit, in bytes, without file cache that can be dropped at once. */
    public OptionalLong memoryUsed() {
        if (limits().memory.value().isEmpty()) {
            return OptionalLong.empty();
        }
        Path group = limits().memory.group();
        boolean second = tree.isSecond("memory");
        OptionalLong charged = KernelFile.number(group.resolve(second ? "memory.current" : "memory.usage_in_bytes"));
        OptionalLong cache =
                KernelFile.field(group.resolve("memory.stat"), second ? "inactive_file" : "total_inactive_file");
        return charged.isEmpty() ? charged : OptionalLong.of(Math.max(0, charged.getAsLong() - cache.orElse(0)));
    }

    /** The CPU limit in cores, for example 1.5; absent where none is set. */
    public OptionalDouble cpuLimit() {
        OptionalLong millicores = limits().cpu.value();
        return millicores.isPresent() ? OptionalDouble.of(millicores.getAsLong() / 1000.0) : OptionalDouble.empty();
    }

    /** CPU time used by the group that sets the limit, in nanoseconds. */
    public OptionalLong cpuNanos() {
        if (limits().cpu.value().isEmpty()) {
            return OptionalLong.empty();
        }
        if (!tree.isSecond("cpu")) {
            return KernelFile.number(limits().cpu.group().resolve("cpuacct.usage"));
        }
        OptionalLong micros = KernelFile.field(limits().cpu.group().resolve("cpu.stat"), "usage_usec");
        return micros.isPresent() ? OptionalLong.of(micros.getAsLong() * 1000) : micros;
    }

    private static OptionalLong memoryLimit(Path group, boolean second) {
        OptionalLong limit = KernelFile.number(group.resolve(second ? "memory.max" : "memory.limit_in_bytes"));
        // version 1 writes "no limit" as the largest number of whole pages
        return limit.orElse(Long.MAX_VALUE) > Long.MAX_VALUE / 2 ? OptionalLong.empty() : limit;
    }

    private static OptionalLong cpuMillicores(Path group, boolean second) {
        if (second) {
            List<String> words = KernelFile.text(group.resolve("cpu.max"))
                    .map(text -> List.of(text.split(" ")))
                    .orElse(List.of());
            return words.size() == 2
                    ? millicores(KernelFile.parse(words.get(0)), KernelFile.parse(words.get(1)))
                    : OptionalLong.empty();
        }
        return millicores(
                KernelFile.number(group.resolve("cpu.cfs_quota_us")),
                KernelFile.number(group.resolve("cpu.cfs_period_us")));
    }

    private static OptionalLong millicores(OptionalLong quota, OptionalLong period) {
        boolean limited = quota.orElse(-1) > 0 && period.orElse(-1) > 0;
        return limited ? OptionalLong.of(quota.getAsLong() * 1000 / period.getAsLong()) : OptionalLong.empty();
    }

    private record Limits(CgroupTree.Limit memory, CgroupTree.Limit cpu) {}
}
