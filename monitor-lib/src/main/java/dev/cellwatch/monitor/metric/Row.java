package dev.cellwatch.monitor.metric;

/**
 * What a table of metrics says of one of them.
 *
 * @param id the exposition name in base units, for example {@code nvidia_gpu_power_usage_watts}
 * @param shape what sort of values it has
 * @param help one sentence for people who read the exposition
 */
public record Row(String id, Shape shape, String help) {}
