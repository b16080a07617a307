package dev.cellwatch.monitor.host;

import java.util.OptionalDouble;

/** A sum of values of which some may be missing; absent when all are. */
final class Total {

    private double sum;
    private boolean any;

    void add(OptionalDouble value) {
        if (value.isPresent()) {
            sum += value.getAsDouble();
            any = true;
        }
    }

    OptionalDouble sum() {
        return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
