package dev.cellwatch.monitor.history;

/** One resolution of a series: slots of equal width on the absolute time axis. */
interface Level {

    long stepMillis();

    int slots();

    /** Adds what the slot with this number (time divided by the step) holds; nothing if it holds nothing. */
    void collect(long slot, Bucket bucket);
}
