package dev.cellwatch.monitor.measure;

/**
 * How many times faster than it is a resource is made, to see whether it matters.
 *
 * @param input storage and network
 * @param cpu all work of the program's threads; not the collector's
 * @param link copies between host and GPU
 * @param gpu kernels
 * @param waits whatever the program waits for and no resource here is at work on
 * @param unthrottled whether clocks stay at their highest
 * @param gcFree whether collections take no time
 */
record Speeds(double input, double cpu, double link, double gpu, double waits, boolean unthrottled, boolean gcFree) {

    static final Speeds REAL = new Speeds(1, 1, 1, 1, 1, false, false);
    static final Speeds INPUT = new Speeds(4, 1, 1, 1, 1, false, false);
    static final Speeds CPU = new Speeds(1, 4, 1, 1, 1, false, false);
    static final Speeds LINK = new Speeds(1, 1, 4, 1, 1, false, false);
    static final Speeds GPU = new Speeds(1, 1, 1, 4, 1, false, false);
    static final Speeds WAITS = new Speeds(1, 1, 1, 1, 4, false, false);
    static final Speeds UNTHROTTLED = new Speeds(1, 1, 1, 1, 1, true, false);
    static final Speeds GC_FREE = new Speeds(1, 1, 1, 1, 1, false, true);
    /** All that a machine can be better at; waits stay. */
    static final Speeds ALL = new Speeds(4, 4, 4, 4, 1, true, true);
}
