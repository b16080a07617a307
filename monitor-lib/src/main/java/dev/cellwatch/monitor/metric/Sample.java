package dev.cellwatch.monitor.metric;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The values of one subject at one moment. Immutable. A value that could not be read is not in it: there is no
 * marker for "missing", so none can be mistaken for a number.
 */
public final class Sample {

    private final long timeMillis;
    private final Subject subject;
    private final Metric[] metrics;
    private final double[] values;
    /** How many places are filled: the arrays are the builder's own, and a copy a sample is not nothing. */
    private final int size;

    private Sample(Builder built) {
        this.timeMillis = built.timeMillis;
        this.subject = built.subject;
        this.metrics = built.metrics;
        this.values = built.values;
        this.size = built.size;
    }

    public static Builder at(long timeMillis, Subject subject) {
        return new Builder(timeMillis, subject);
    }

    /** Milliseconds since the epoch. */
    public long timeMillis() {
        return timeMillis;
    }

    public Subject subject() {
        return subject;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public OptionalDouble get(Metric metric) {
        for (int i = 0; i < size; i++) {
            if (metrics[i] == metric) {
                return OptionalDouble.of(values[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /** Calls the visitor for each value, in the order in which they were read. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(metrics[i], values[i]);
        }
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder().append(subject.kind()).append(' ').append(subject.id());
        forEach((metric, value) ->
                text.append(' ').append(metric.id()).append('=').append(value));
        return text.toString();
    }

    /** Receives the values of a sample. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Metric metric, double value);
    }

    /** Collects values; not thread-safe, for use within one read. */
    public static final class Builder {
        private static final int USUAL = 16;

        private final long timeMillis;
        private final Subject subject;
        private Metric[] metrics = new Metric[USUAL];
        private double[] values = new double[USUAL];
        private int size;

        private Builder(long timeMillis, Subject subject) {
            this.timeMillis = timeMillis;
            this.subject = subject;
        }

        /** Adds a value; one that is not a finite number is no value and is left out. */
        public Builder put(Metric metric, double value) {
            if (!Double.isFinite(value)) {
                return this;
            }
            if (size == metrics.length) {
                metrics = Arrays.copyOf(metrics, size + USUAL);
                values = Arrays.copyOf(values, size + USUAL);
            }
            metrics[size] = metric;
            values[size++] = value;
            return this;
        }

        /** Adds a count or a size; beyond 2^53 its last digits are lost. */
        public Builder put(Metric metric, long value) {
            return put(metric, (double) value);
        }

        public Builder put(Metric metric, OptionalLong value) {
            return value.isPresent() ? put(metric, value.getAsLong()) : this;
        }

        public Builder put(Metric metric, OptionalDouble value) {
            return value.isPresent() ? put(metric, value.getAsDouble()) : this;
        }

        /** The sample of what was put; the builder begins anew. */
        public Sample build() {
            Sample sample = new Sample(this);
            metrics = new Metric[0];
            values = new double[0];
            size = 0;
            return sample;
        }
    }
}
