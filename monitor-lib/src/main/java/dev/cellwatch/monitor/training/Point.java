package dev.cellwatch.monitor.training;

/**
 * One logged value.
 *
 * @param number how many were logged before it
 * @param timeMillis when it was logged, milliseconds since the epoch
 * @param step the training step that it belongs to
 * @param name what it is called
 * @param value any number, also {@code NaN} or an infinite one
 */
record Point(long number, long timeMillis, long step, String name, double value) {}
