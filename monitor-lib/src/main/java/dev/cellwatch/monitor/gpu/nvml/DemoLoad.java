package dev.cellwatch.monitor.gpu.nvml;

/**
 * What a made-up GPU is doing: a training run of three minutes, over and over, each second of which is worked out in
 * advance. The same time always gives the same numbers. Immutable.
 */
final class DemoLoad {

    static final long MEMORY_TOTAL = 80L << 30;
    static final long MEMORY_RESERVED = 512L << 20;
    static final int POWER_LIMIT_MILLIWATTS = 700_000;

    private static final int CYCLE = 180;
    private static final int EPOCH = 40;
    private static final long ENERGY_START = 1_700_000_000 / CYCLE * CYCLE;
    private static final int IDLE_MILLIWATTS = 72_000;

    private final int shift;
    private final int[] utilization = new int[CYCLE];
    private final int[] milliwatts = new int[CYCLE];
    private final double[] celsius = new double[CYCLE];
    private final long[] millijoules = new long[CYCLE + 1];

    DemoLoad(int index) {
        shift = index * 23;
        for (int second = 0; second < CYCLE; second++) {
            utilization[second] = busy(second, index);
            int demand = IDLE_MILLIWATTS + 6_600 * utilization[second] + 97 * wobble(second + 7, index, 200);
            milliwatts[second] = Math.min(POWER_LIMIT_MILLIWATTS, demand);
            millijoules[second + 1] = millijoules[second] + milliwatts[second];
        }
        double warm = 60;
        for (int step = 0; step < 3 * CYCLE; step++) { // the third round starts as warm as it ends
            warm += (34 + milliwatts[step % CYCLE] / 16_500.0 - warm) / 12;
            celsius[step % CYCLE] = warm;
        }
    }

    /** Percent: steady work with dips where data is loaded, and a quieter validation at the end of an epoch. */
    private static int busy(int second, int index) {
        if (second < 4 || second >= CYCLE - 6) {
            return 0;
        }
        int inEpoch = second % EPOCH;
        if (inEpoch >= EPOCH - 5) {
            return 38 + wobble(second, index, 12);
        }
        return inEpoch % 11 == 10 ? 62 + wobble(second, index, 10) : 89 + wobble(second, index, 12);
    }

    /** A number from 0 to below {@code range} that looks random and is not. */
    private static int wobble(int second, int index, int range) {
        int hash = (second * 0x9E3779B1) ^ (index * 0x85EBCA6B);
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        return (hash >>> 8) % range;
    }

    private int second(long timeMillis) {
        return (int) Math.floorMod(timeMillis / 1000 + shift, (long) CYCLE);
    }

    int utilization(long timeMillis) {
        return utilization[second(timeMillis)];
    }

    int memoryUtilization(long timeMillis) {
        return utilization(timeMillis) * 55 / 100;
    }

    /** Filled while the model loads and the first batches run, given back at the end of the run. */
    long memoryUsed(long timeMillis) {
        int second = second(timeMillis);
        double filled = second >= CYCLE - 4 ? 0.01 : Math.min(1, 0.05 + second / 18.0);
        return (long) (filled * (0.74 * MEMORY_TOTAL)) + wobble(second, shift, 64) * (8L << 20);
    }

    int milliwatts(long timeMillis) {
        return milliwatts[second(timeMillis)];
    }

    /** Since the end of 2023: whole runs, whole seconds of this one, and the part of this second. */
    long millijoules(long timeMillis) {
        long seconds = timeMillis / 1000 - ENERGY_START + shift;
        int second = (int) (seconds % CYCLE);
        long runs = seconds / CYCLE * millijoules[CYCLE];
        return runs + millijoules[second] + milliwatts[second] * (timeMillis % 1000) / 1000;
    }

    int celsius(long timeMillis) {
        return (int) Math.round(celsius[second(timeMillis)]);
    }

    boolean powerCapped(long timeMillis) {
        return milliwatts(timeMillis) == POWER_LIMIT_MILLIWATTS;
    }

    int smMegahertz(long timeMillis) {
        if (utilization(timeMillis) == 0) {
            return 345;
        }
        return powerCapped(timeMillis) ? 1695 : 1980;
    }
}
