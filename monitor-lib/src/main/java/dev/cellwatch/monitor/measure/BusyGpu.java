package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.ThrottleReason;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A GPU that was busy nearly all of the time: whether it was the bottleneck, and whether it could have been faster. */
final class BusyGpu {

    /** A GPU that is busy for so long has nothing to wait for, whatever else is. */
    private static final double ALWAYS = 0.9;
    /** Somebody who computes for so much of the time may be the one who is waited for. */
    private static final double COMPUTES = 0.7;

    private static final double LONG_HELD = 0.25;
    /** Clocks that are lower than this share of their highest cost up to 15 % of the speed and more. */
    private static final double SLOWED = 0.87;
    /** With less of its power limit a GPU that is busy all the time runs kernels that are too small for it. */
    private static final double LITTLE_POWER = 0.3;

    private final Recorder.GpuRecord record;
    private final Track gpu;
    private final Shares shares;
    private final double seconds;

    BusyGpu(Recorder.GpuRecord record, Shares shares, double seconds) {
        this.record = record;
        this.gpu = record.track();
        this.shares = shares;
        this.seconds = seconds;
    }

    /**
     * The verdict.
     *
     * @param cores how many CPUs this process kept busy
     * @param crowded whether all CPUs of the machine were busy
     */
    Verdict verdict(double cores, boolean crowded) {
        String busy = "a kernel ran on the GPU " + Unit.percent(shares.busy()) + " of the time";
        if (gpu.peak(GpuMetric.PROCESS_COUNT).orElse(1) > 1) {
            return unclear(busy + ", but other programs use it too, and whose it was is not known");
        }
        if (shares.busy() < ALWAYS && (cores >= COMPUTES || crowded)) {
            return unclear(busy + ", and " + Unit.COUNT.format(cores) + " CPUs of this process were busy"
                    + (crowded ? " on a machine that had none left" : "") + ": it may have waited for them");
        }
        Optional<String> held = held();
        if (held.isPresent()) {
            return verdict(Bottleneck.THROTTLED, busy + ", and " + held.get());
        }
        OptionalDouble power = part(GpuMetric.POWER_USAGE, GpuMetric.POWER_ENFORCED_LIMIT);
        String drew = power.isPresent() ? " and drew " + Unit.percent(power.getAsDouble()) + " of its power limit" : "";
        if (power.isPresent() && power.getAsDouble() < LITTLE_POWER && cores >= ALWAYS) {
            return unclear(busy + drew + ", while " + Unit.COUNT.format(cores)
                    + " CPUs of this process were busy: its kernels are"
                    + " small, and it may wait for whoever starts them");
        }
        return verdict(Bottleneck.GPU, busy + drew);
    }

    /** What held the clocks down for so long, and so far, that it matters; a power limit alone is met by every GPU. */
    private Optional<String> held() {
        OptionalDouble clock = part(GpuMetric.SM_CLOCK, GpuMetric.SM_MAXIMUM_CLOCK);
        return record.throttled().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(held -> held.getValue() >= LONG_HELD * shares.busy() * seconds)
                .filter(held ->
                        clock.isPresent() ? clock.getAsDouble() <= SLOWED : held.getKey() != ThrottleReason.POWER_CAP)
                .map(held -> "for " + Unit.COUNT.format(held.getValue()) + " of " + Unit.COUNT.format(seconds)
                        + " s its clocks were held down"
                        + (clock.isPresent() ? " to " + Unit.percent(clock.getAsDouble()) + " of their highest" : "")
                        + ": "
                        + held.getKey().words());
    }

    /** The mean of one metric as a share of another, a limit. */
    private OptionalDouble part(Metric of, Metric limit) {
        OptionalDouble mean = gpu.integral(of).mean();
        OptionalDouble most = gpu.last(limit);
        return mean.isPresent() && most.isPresent() && most.getAsDouble() > 0
                ? OptionalDouble.of(mean.getAsDouble() / most.getAsDouble())
                : OptionalDouble.empty();
    }

    private Verdict unclear(String because) {
        return verdict(Bottleneck.NOT_CLEAR, because);
    }

    private Verdict verdict(Bottleneck bottleneck, String because) {
        return new Verdict(bottleneck, because, shares, List.of());
    }
}
