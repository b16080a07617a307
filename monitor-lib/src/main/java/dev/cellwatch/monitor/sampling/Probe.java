package dev.cellwatch.monitor.sampling;

import dev.cellwatch.monitor.metric.Sample;
import java.util.function.Consumer;

/**
 * A source of samples. The sampler calls one probe from one thread at a time; a probe that hangs holds up nobody else.
 */
public interface Probe {

    /** Names the probe in health series and messages: {@code gpu}, {@code host}, {@code jvm}. */
    String name();

    /**
     * Reads what is due and hands over one sample for each subject. A field that cannot be read is left out of its
     * sample; a device that cannot be read hides no other.
     *
     * @throws ProbeException when nothing at all could be read; its message is a sentence for people
     */
    void read(Tick tick, Consumer<Sample> out) throws ProbeException;

    /** Called when nobody reads any more: gives back what keeps a device awake. The next read starts afresh. */
    default void rest() {}
}
