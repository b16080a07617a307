package dev.cellwatch.monitor.training;

/**
 * How much memory a training took at its peak with batches of one size.
 *
 * @param batch samples in a batch
 * @param bytes the peak
 * @param step how exactly it is known, in bytes: 0.1 GiB for one that was written as {@code 5.1GiB}
 */
public record BatchPeak(int batch, double bytes, double step) {}
