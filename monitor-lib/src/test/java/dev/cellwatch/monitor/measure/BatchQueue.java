package dev.cellwatch.monitor.measure;

/** Batches between those who load them and the training thread. */
final class BatchQueue {

    /** Batches that loaders have begun, ever. */
    int begun;

    int underWay;
    int loaded;
    /** Batches in the GPU's memory that are not used yet. */
    int copied;
}
