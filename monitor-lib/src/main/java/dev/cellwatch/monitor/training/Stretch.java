package dev.cellwatch.monitor.training;

/**
 * Neighbouring values of a series that were folded together.
 *
 * @param firstMillis when the first of them was logged, milliseconds since the epoch
 * @param lastMillis when the last of them was
 * @param count how many they are, at least one
 */
record Stretch(long firstMillis, long lastMillis, double min, double mean, double max, int count) {}
