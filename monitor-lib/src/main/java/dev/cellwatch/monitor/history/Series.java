package dev.cellwatch.monitor.history;

import dev.cellwatch.monitor.metric.Metric;
import org.jspecify.annotations.Nullable;

/** The values of one metric of one subject, at every resolution. Guarded by its owner's lock. */
final class Series {

    private static final long FINE_MILLIS = 15 * 60_000L;
    private static final long MIDDLE_STEP = 10_000;
    private static final int MIDDLE_SLOTS = 2160; // 6 h
    private static final long COARSE_STEP = 60_000;
    private static final int COARSE_SLOTS = 1440; // 24 h
    /** How far back any value is kept. */
    static final long LONGEST_MILLIS = COARSE_STEP * COARSE_SLOTS;

    /** The longest pause between two samples that still belong together: twice the slow tier, and a little. */
    private static final long LONGEST_CADENCE = 12_000;

    private FineRing fine;
    private final @Nullable CoarseRing middle;
    private final @Nullable CoarseRing coarse;
    private double last;
    private long lastMillis = Long.MIN_VALUE;
    /** The last two pauses between samples, 0 for not known: after a reading out of turn the next one is not late. */
    private long pause;

    private long pauseBefore;

    Series(Metric metric, long stepMillis) {
        fine = new FineRing(stepMillis, slots(stepMillis));
        middle = metric.drawn() ? new CoarseRing(MIDDLE_STEP, MIDDLE_SLOTS) : null;
        coarse = metric.drawn() ? new CoarseRing(COARSE_STEP, COARSE_SLOTS) : null;
    }

    private static int slots(long stepMillis) {
        return (int) (FINE_MILLIS / stepMillis);
    }

    /**
     * A value stands for the time since the one before, if it came no later than usual; after a longer pause only for
     * its own slot, so that what was not measured stays a gap.
     */
    void put(long timeMillis, double value, long stepMillis) {
        if (stepMillis < fine.stepMillis()) {
            fine = fine.refined(stepMillis, slots(stepMillis));
        }
        boolean isFirst = lastMillis == Long.MIN_VALUE;
        long since = isFirst ? LONGEST_CADENCE + 1 : Math.max(0, timeMillis - lastMillis);
        long usual = Math.max(pause, pauseBefore);
        long cadence = usual == 0 ? LONGEST_CADENCE : usual;
        boolean expected = since <= Math.min(LONGEST_CADENCE, cadence + cadence / 2);
        fine.put(timeMillis, expected ? since : 0, value);
        if (middle != null && coarse != null) {
            middle.put(timeMillis, value);
            coarse.put(timeMillis, value);
        }
        pauseBefore = pause;
        pause = isFirst ? 0 : Math.min(since, LONGEST_CADENCE);
        last = value;
        lastMillis = timeMillis;
    }

    /** The width of the slots in which everything that old is kept. */
    static long stepMillis(long ageMillis, long fineStepMillis) {
        if (ageMillis <= FINE_MILLIS) {
            return fineStepMillis;
        }
        return ageMillis <= MIDDLE_STEP * MIDDLE_SLOTS ? MIDDLE_STEP : COARSE_STEP;
    }

    double last() {
        return last;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** The finest level that reaches back to {@code fromMillis}, or the longest there is. */
    Level reaching(long fromMillis, long nowMillis) {
        long age = nowMillis - fromMillis;
        if (middle == null || coarse == null || age <= FINE_MILLIS) {
            return fine;
        }
        return age <= MIDDLE_STEP * MIDDLE_SLOTS ? middle : coarse;
    }
}
