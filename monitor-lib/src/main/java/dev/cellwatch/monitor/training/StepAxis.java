package dev.cellwatch.monitor.training;

import java.util.function.LongUnaryOperator;

/**
 * How far in its steps a run was at a time, in thousandths of a step, on straight lines between what is known. Remembers
 * where it was asked last: for one thread.
 */
final class StepAxis implements LongUnaryOperator {

    /** Beyond it a step is no count any more; a thousand times as much still fits a number. */
    private static final double MOST = 1e15;

    private static final double THOUSANDTHS = 1000;

    private final long[] millis;
    private final double[] steps;
    private int size;
    private int at;

    /** @param most how many places there will be */
    StepAxis(int most) {
        millis = new long[most];
        steps = new double[most];
    }

    /** The next place that is known. Threads may hand over in another order than they logged in. */
    void add(long timeMillis, double step) {
        millis[size] = size == 0 ? timeMillis : Math.max(millis[size - 1], timeMillis);
        steps[size++] = Math.min(MOST, step);
    }

    @Override
    public long applyAsLong(long timeMillis) {
        if (size == 0) {
            return 0;
        }
        while (at > 0 && millis[at] > timeMillis) {
            at--;
        }
        while (at < size - 1 && millis[at + 1] <= timeMillis) {
            at++;
        }
        return Math.round(THOUSANDTHS * between(timeMillis));
    }

    private double between(long timeMillis) {
        if (at == size - 1 || timeMillis <= millis[at]) {
            return steps[at];
        }
        double share = (double) (timeMillis - millis[at]) / (millis[at + 1] - millis[at]);
        return steps[at] + share * (steps[at + 1] - steps[at]);
    }
}
