package dev.cellwatch.monitor.metric;

/**
 * One measured quantity. What there is to measure is rows of enums, so that everything that lists metrics (history,
 * exposition, documents) does it by iteration; only a training run brings names of its own.
 */
public interface Metric {

    /** Its row in the table of its enum. */
    Row row();

    /** The exposition name in base units, for example {@code nvidia_gpu_power_usage_watts}. */
    default String id() {
        return row().id();
    }

    default Unit unit() {
        return row().shape().unit();
    }

    default Kind kind() {
        return row().shape().kind();
    }

    default Tier tier() {
        return row().shape().tier();
    }

    /** One sentence for people who read the exposition. */
    default String help() {
        return row().help();
    }

    /** Whether plots draw it, and history therefore keeps it for a day and not for minutes. */
    default boolean drawn() {
        return row().shape().isDrawn();
    }
}
