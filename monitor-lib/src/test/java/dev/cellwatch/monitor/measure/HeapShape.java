package dev.cellwatch.monitor.measure;

/**
 * The JVM's heap and its collector.
 *
 * @param max bytes
 * @param live bytes that no collection frees
 * @param threads that collect in parallel
 * @param survival share of the young garbage that is still in use when it is collected
 */
record HeapShape(double max, double live, int threads, double survival) {

    /** Where new objects go: what the old ones leave, within the collector's usual bounds. */
    double eden() {
        return Math.max(0.05 * max, 0.6 * (max - live));
    }

    /** Room for objects that grew old. */
    double oldRoom() {
        return Math.max(0.02 * max, max - live - eden());
    }
}
