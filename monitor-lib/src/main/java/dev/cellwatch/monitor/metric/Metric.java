package dev.cellwatch.monitor.metric;

/**
 * One measured quantity. Implemented by enums only, so that everything that lists metrics (history, exposition,
 * documents) does it by iteration.
 */
public interface Metric {

    /** The exposition name in base units, for example {@code nvidia_gpu_power_usage_watts}. */
    String id();

    Unit unit();

    Kind kind();

    Tier tier();

    /** One sentence for people who read the exposition. */
    String help();

    /** Whether plots draw it, and history therefore keeps it for a day and not for minutes. */
    boolean drawn();
}
