package dev.cellwatch.monitor.measure;

/**
 * A product.
 *
 * @param memory bytes
 * @param idleWatts drawn at rest
 * @param readyWatts drawn with clocks up and no kernel running
 * @param watts its ordinary power limit
 * @param hertz its highest clock
 */
record GpuModel(double memory, double idleWatts, double readyWatts, double watts, double hertz) {}
