package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads one part of the host. Called from one thread at a time; what fails in here hides nothing else.
 */
interface Collector {

    /** Names the part in the series that tells whether it could be read. */
    String name();

    /** How long to leave it alone after a read; zero means every tick. */
    Duration every();

    /**
     * Puts the host's own values into {@code host} and hands over a sample for each thing with a name (a disk, a
     * network). Keeps what it needs from the read before to tell rates.
     */
    void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) throws Exception;
}
