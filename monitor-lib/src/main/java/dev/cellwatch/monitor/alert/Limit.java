package dev.cellwatch.monitor.alert;

import java.util.function.DoublePredicate;

/**
 * A number that values should stay on one side of.
 *
 * @param above whether it is too much beyond it, else too little
 */
record Limit(boolean above, double value) implements DoublePredicate {

    static Limit above(double value) {
        return new Limit(true, value);
    }

    static Limit below(double value) {
        return new Limit(false, value);
    }

    /** Whether it is beyond. */
    @Override
    public boolean test(double measured) {
        return above ? measured > value : measured < value;
    }
}
