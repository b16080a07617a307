package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Finds what held a stretch of time up. Each moment's time is shared out among what the GPU did or waited for; a cause
 * that has most of it is the bottleneck, and where none has there is no verdict: a wrong one is worse (docs/measuring.md).
 */
final class Diagnosis {

    /** A GPU that is busy so long has hardly anything to wait for. */
    private static final double GPU_BUSY = 0.8;
    /** A cause of waiting must have so much of the time, and twice as much as anything else. */
    private static final double MUCH = 0.45;

    /** A GPU that is busy for less is left alone. */
    private static final double GPU_IDLE = 0.05;

    /** All CPUs busy: whoever wants one has to wait for it. */
    private static final double CROWDED = 0.9;

    private static final String CROWD = "all CPUs of this machine were busy, and it may have waited for one";

    /** Less than this a second is nobody's input. */
    private static final double TRICKLE = 256 << 10;

    private static final double NETWORK_TRICKLE = 1e6;

    private static final double ENOUGH_SECONDS = 3;
    private static final int ENOUGH_READINGS = 5;
    private static final double ENOUGH_COVERED = 0.7;
    private static final Map<Bottleneck, String> CAUSES = Map.of(
            Bottleneck.HOST, "this process computed",
            Bottleneck.INPUT, "storage or the network carried data",
            Bottleneck.GARBAGE, "garbage was collected",
            Bottleneck.PCIE, "the bus to the GPU was full",
            Bottleneck.IDLE, "nothing was to be seen at work");

    private final Track host;
    private final Track jvm;
    private final double seconds;
    private final List<String> caveats = new ArrayList<>();

    Diagnosis(Track host, Track jvm, double seconds) {
        this.host = host;
        this.jvm = jvm;
        this.seconds = seconds;
    }

    /** The verdict over one GPU, or over the host. */
    Verdict of(Optional<Recorder.GpuRecord> record) {
        Optional<Track> gpu = record.map(Recorder.GpuRecord::track);
        boolean blind = gpu.isPresent() && gpu.get().last(GpuMetric.UTILIZATION).isEmpty();
        Shares.Sum sum = gpu.isPresent() && !blind ? overGpu(gpu.get()) : overHost();
        Shares shares = sum.shares();
        Optional<String> lack = blind ? Optional.of("this GPU does not tell how busy it is") : lack(sum);
        if (lack.isPresent()) {
            return unclear(lack.get(), shares);
        }
        return shares.busy() >= GPU_BUSY && record.isPresent()
                ? new BusyGpu(record.get(), shares, seconds).verdict(cores(), crowded())
                : waiting(gpu, shares);
    }

    /** What is missing for a verdict. */
    private Optional<String> lack(Shares.Sum sum) {
        if (seconds < ENOUGH_SECONDS || sum.readings() < ENOUGH_READINGS) {
            return Optional.of("too short to tell, with " + sum.readings() + " readings");
        }
        return sum.seconds() < ENOUGH_COVERED * seconds
                ? Optional.of("only " + Unit.percent(sum.seconds() / seconds) + " of the time was measured")
                : Optional.empty();
    }

    private Shares.Sum overGpu(Track gpu) {
        Shares.Sum sum = new Shares.Sum();
        Moment.Reader reader = new Moment.Reader(host, jvm);
        for (int row = 0; row < gpu.size(); row++) {
            OptionalDouble busy = gpu.at(row, GpuMetric.UTILIZATION);
            if (busy.isPresent()) {
                double ratio = Math.min(1, busy.getAsDouble());
                sum.add(reader.at(gpu.time(row), ratio, Moment.bus(gpu, row)).shares(), gpu.seconds(row));
            }
        }
        return sum;
    }

    private Shares.Sum overHost() {
        Shares.Sum sum = new Shares.Sum();
        Moment.Reader reader = new Moment.Reader(host, jvm);
        for (int row = 0; row < jvm.size(); row++) {
            sum.add(reader.at(jvm.time(row), 0, 0).shares(), jvm.seconds(row));
        }
        return sum;
    }

    private Verdict waiting(Optional<Track> gpu, Shares shares) {
        Bottleneck longest = shares.longest();
        String numbers = numbers(gpu.isPresent(), shares);
        boolean rests = longest == Bottleneck.IDLE && shares.busy() >= GPU_IDLE;
        boolean starved = crowded() && (longest == Bottleneck.IDLE || longest == Bottleneck.INPUT);
        if (!outweighs(longest, shares) || rests || starved) {
            return unclear(crowded() ? numbers + "; " + CROWD : numbers, shares);
        }
        if (longest == Bottleneck.IDLE && mayWaitForData()) {
            return unclear(numbers + "; for all that is measured here, it may have waited for data", shares);
        }
        if (longest == Bottleneck.HOST) {
            addCaveatOf(gpu);
        }
        return verdict(longest, numbers, shares);
    }

    private static boolean outweighs(Bottleneck cause, Shares shares) {
        double share = shares.of(cause);
        double next = shares.busy();
        for (Bottleneck other : Bottleneck.values()) {
            next = other == cause ? next : Math.max(next, shares.of(other));
        }
        return share >= MUCH && share >= 2 * next;
    }

    /** A little was read and written, or nobody knows; small files make one wait and carry next to nothing. */
    private boolean mayWaitForData() {
        double moved = jvm.increase(JvmMetric.STORAGE_READ).orElse(0)
                + jvm.increase(JvmMetric.STORAGE_WRITTEN).orElse(0);
        boolean unseen = jvm.last(JvmMetric.STORAGE_READ).isEmpty()
                && host.peak(HostMetric.CPU_IOWAIT).orElse(0) == 0; // as where a system does not count it
        double received = host.integral(HostMetric.NETWORKS_RECEIVED).mean().orElse(0);
        return unseen || moved >= TRICKLE * seconds || received >= NETWORK_TRICKLE;
    }

    private double cores() {
        return jvm.integral(JvmMetric.CPU_USAGE).mean().orElse(0);
    }

    private boolean crowded() {
        return host.integral(HostMetric.CPU_USAGE).mean().orElse(0) >= CROWDED;
    }

    private void addCaveatOf(Optional<Track> gpu) {
        if (gpu.isPresent() && gpu.get().last(GpuMetric.PCIE_RECEIVED).isEmpty()) {
            caveats.add("PCIe traffic was not measured (CELLWATCH_PCIE=on): copying to the GPU may be a part of it.");
        }
    }

    /** {@code the GPU was busy 31 % of the time; else this process computed 60 %, ...}, the longest first. */
    private static String numbers(boolean gpu, Shares shares) {
        String text = CAUSES.keySet().stream()
                .filter(cause -> Math.round(100 * shares.of(cause)) > 0)
                .sorted(Comparator.comparingDouble(shares::of).reversed())
                .map(cause -> CAUSES.get(cause) + ' ' + Unit.percent(shares.of(cause)))
                .collect(Collectors.joining(", "));
        return gpu
                ? "a kernel ran on the GPU " + Unit.percent(shares.busy()) + " of the time; without one, " + text
                : "of the time, " + text;
    }

    private Verdict unclear(String because, Shares shares) {
        return verdict(Bottleneck.NOT_CLEAR, because, shares);
    }

    private Verdict verdict(Bottleneck bottleneck, String because, Shares shares) {
        return new Verdict(bottleneck, because, shares, caveats);
    }
}
