package dev.cellwatch.monitor.history;

/** Folds values into one minimum, mean and maximum. */
final class Bucket {

    private double min;
    private double max;
    private double sum;
    private int count;

    void clear() {
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        sum = 0;
        count = 0;
    }

    void add(double smallest, double mean, double largest) {
        min = Math.min(min, smallest);
        max = Math.max(max, largest);
        sum += mean;
        count++;
    }

    double min() {
        return count == 0 ? Double.NaN : min;
    }

    double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    double max() {
        return count == 0 ? Double.NaN : max;
    }
}
