package dev.cellwatch.monitor.training;

import java.util.List;
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
    private int at;

    /** @param stretches the largest step so far whenever it grew */
    StepAxis(List<Stretch> stretches) {
        millis = new long[stretches.size() * 2];
        steps = new double[millis.length];
        int i = 0;
        for (Stretch one : stretches) {
            i = knot(i, one.firstMillis(), one.min());
            i = knot(i, one.lastMillis(), one.max());
        }
    }

    private int knot(int i, long time, double step) {
        // threads may hand over in another order than they logged in
        millis[i] = i == 0 ? time : Math.max(millis[i - 1], time);
        steps[i] = Math.min(MOST, step);
        return i + 1;
    }

    @Override
    public long applyAsLong(long timeMillis) {
        if (millis.length == 0) {
            return 0;
        }
        while (at > 0 && millis[at] > timeMillis) {
            at--;
        }
        while (at < millis.length - 1 && millis[at + 1] <= timeMillis) {
            at++;
        }
        return Math.round(THOUSANDTHS * between(timeMillis));
    }

    private double between(long timeMillis) {
        if (at == millis.length - 1 || timeMillis <= millis[at]) {
            return steps[at];
        }
        double share = (double) (timeMillis - millis[at]) / (millis[at + 1] - millis[at]);
        return steps[at] + share * (steps[at + 1] - steps[at]);
    }
}
