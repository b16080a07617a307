package dev.cellwatch.monitor.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * By how much less time something would have taken with one resource made faster, as a share of the time it took.
 *
 * @param single of each resource alone, the largest first
 * @param unthrottled with clocks at their highest; asked only where it matters, for it takes another run
 * @param all with the whole machine made faster at once; the same
 */
record Gains(List<Gain> single, DoubleSupplier unthrottled, DoubleSupplier all) {

    /** Less than this is nothing. */
    private static final double NOTICEABLE = 0.1;
    /** A second resource with this share of the first one's gain matters about as much. */
    private static final double RIVAL = 0.6;

    private static final double BALANCED = 0.25;
    private static final double THROTTLED = 0.15;

    Gains {
        single = single.stream()
                .sorted(Comparator.comparing(Gain::share).reversed())
                .toList();
    }

    /** The one that matters most by far, if there is one. */
    Truth truth() {
        Gain best = single.get(0);
        if (best.share() < NOTICEABLE) {
            // each alone is of no use when the next one is as slow
            return all.getAsDouble() >= BALANCED ? Truth.MIXED : Truth.IDLE;
        }
        if (single.get(1).share() > RIVAL * best.share()) {
            return Truth.MIXED;
        }
        return best.of() == Truth.GPU && unthrottled.getAsDouble() >= THROTTLED ? Truth.THROTTLED : best.of();
    }

    /**
     * What one resource is worth.
     *
     * @param of what it is to blame for
     * @param share of the time that would not have been needed
     */
    record Gain(Truth of, double share) {}
}
