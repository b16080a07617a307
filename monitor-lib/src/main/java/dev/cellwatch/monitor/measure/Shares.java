package dev.cellwatch.monitor.measure;

/**
 * Where the time of a GPU went, or of the host where there is none: shares of the time that was measured, together 1.
 *
 * @param busy a kernel ran on the GPU
 * @param garbage no kernel ran, and garbage collection had stopped the program
 * @param copying no kernel ran, and the bus to the GPU was nearly full
 * @param host no kernel ran, and this process computed
 * @param input no kernel ran, and data came from storage or the network, or went to storage
 * @param idle nothing of the kind
 */
public record Shares(double busy, double garbage, double copying, double host, double input, double idle) {

    /** What kept the GPU waiting longest. */
    Bottleneck longest() {
        Bottleneck longest = Bottleneck.IDLE;
        for (Bottleneck cause : Bottleneck.values()) {
            if (of(cause) > of(longest)) {
                longest = cause;
            }
        }
        return longest;
    }

    /** The share that this cause of waiting has, 0 for what is none. */
    public double of(Bottleneck cause) {
        return switch (cause) {
            case GARBAGE -> garbage;
            case PCIE -> copying;
            case HOST -> host;
            case INPUT -> input;
            case IDLE -> idle;
            case GPU, THROTTLED, NOT_CLEAR -> 0;
        };
    }

    /** Adds up shares of moments that took different times; for one thread. */
    static final class Sum {
        private double seconds;
        private int readings;
        private final double[] sums = new double[6];

        void add(Shares shares, double length) {
            double[] values = {shares.busy, shares.garbage, shares.copying, shares.host, shares.input, shares.idle};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i] * length;
            }
            seconds += length;
            readings++;
        }

        double seconds() {
            return seconds;
        }

        int readings() {
            return readings;
        }

        Shares shares() {
            double all = seconds > 0 ? seconds : 1;
            return new Shares(sums[0] / all, sums[1] / all, sums[2] / all, sums[3] / all, sums[4] / all, sums[5] / all);
        }
    }
}
