package dev.cellwatch.monitor.sampling;

import dev.cellwatch.monitor.metric.Sample;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands every sample to all who listen, in the order in which they came. Thread-safe. */
public final class Distributor implements Consumer<Sample> {

    private final List<Consumer<Sample>> listeners = new CopyOnWriteArrayList<>();

    /** From now on it gets every sample, on the thread that read it, so it must be quick. */
    public void add(Consumer<Sample> listener) {
        listeners.add(listener);
    }

    public void remove(Consumer<Sample> listener) {
        listeners.remove(listener);
    }

    @Override
    public void accept(Sample sample) {
        for (Consumer<Sample> listener : listeners) {
            listener.accept(sample);
        }
    }
}
