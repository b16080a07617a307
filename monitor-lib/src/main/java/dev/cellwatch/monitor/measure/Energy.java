package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a whole GPU used in a stretch of time, whoever worked on it.
 *
 * @param joules how much
 * @param error by how much that may be wrong because of when it was read; the sensor's own error comes on top
 * @param source where it comes from
 */
public record Energy(double joules, double error, Source source) {

    /** Where a figure of energy comes from. */
    public enum Source {
        /** The GPU's own counter. */
        COUNTER("the GPU's own counter"),
        /** Power readings, added up over time. */
        POWER("power readings, added up");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** For example {@code the GPU's own counter}. */
        public String words() {
            return words;
        }
    }

    /** Below this many seconds neither the counter nor a power reading says anything. */
    public static final double RESOLUTION_SECONDS = 1;

    /** Counters are brought up to date about so often. */
    private static final double COUNTER_SECONDS = 0.1;
    /** A power reading is the mean of so long. */
    private static final double POWER_SECONDS = 1;
    /** With less of the time covered by readings, nothing is said. */
    private static final double ENOUGH = 0.8;

    public double wattHours() {
        return joules / 3600;
    }

    /** Absent where the stretch is too short, or neither counter nor power were read. */
    static Optional<Energy> of(Track gpu, double seconds) {
        if (seconds < RESOLUTION_SECONDS) {
            return Optional.empty();
        }
        return counted(gpu, seconds).or(() -> integrated(gpu, seconds));
    }

    /** A counter is up to a moment old at both ends: one makes the figure too large, the other too small. */
    private static Optional<Energy> counted(Track gpu, double seconds) {
        OptionalDouble joules = gpu.increase(GpuMetric.ENERGY);
        if (joules.isEmpty()) {
            return Optional.empty();
        }
        double covered = gpu.secondsUntilLast(GpuMetric.ENERGY);
        double missing = seconds - covered > RESOLUTION_SECONDS ? seconds - covered : 0; // the driver went away, say
        if (missing > (1 - ENOUGH) * seconds) {
            return Optional.empty();
        }
        double mean = joules.getAsDouble() / (seconds - missing);
        double before = gpu.before(GpuMetric.POWER_USAGE).orElse(mean);
        double after = gpu.last(GpuMetric.POWER_USAGE).orElse(mean);
        double error = COUNTER_SECONDS * Math.max(mean, Math.max(before, after));
        double unread = mean * missing; // taken for like the rest, and may be nothing
        return Optional.of(new Energy(joules.getAsDouble() + unread, error + unread, Source.COUNTER));
    }

    /** Between two readings power may have gone from one to the other at any time; a reading is late by its mean's length. */
    private static Optional<Energy> integrated(Track gpu, double seconds) {
        double joules = 0;
        double error = 0;
        double covered = 0;
        OptionalDouble before = gpu.before(GpuMetric.POWER_USAGE);
        OptionalDouble first = before;
        for (int row = 0; row < gpu.size(); row++) {
            OptionalDouble power = gpu.at(row, GpuMetric.POWER_USAGE);
            if (power.isPresent()) {
                double watts = power.getAsDouble();
                double from = before.orElse(watts);
                joules += gpu.seconds(row) * (from + watts) / 2;
                error += gpu.seconds(row) * Math.abs(watts - from) / 2;
                covered += gpu.seconds(row);
                first = first.isPresent() ? first : power;
                before = power;
            }
        }
        if (covered < ENOUGH * seconds || before.isEmpty()) {
            return Optional.empty();
        }
        error += POWER_SECONDS * Math.abs(before.getAsDouble() - first.getAsDouble()) / 2;
        double whole = joules * seconds / covered; // what was not read is taken for like the rest, and may be nothing
        return Optional.of(new Energy(whole, error + Math.abs(whole - joules), Source.POWER));
    }
}
