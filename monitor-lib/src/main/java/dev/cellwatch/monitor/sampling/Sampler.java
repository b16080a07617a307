package dev.cellwatch.monitor.sampling;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reads probes on a steady clock while somebody holds a {@link Lease}, and lets them rest when nobody does. Each probe
 * has a daemon thread of its own, so one that hangs holds up neither the others nor the exit. Thread-safe.
 *
 * <pre>{@code try (Lease lease = sampler.open(Duration.ofSeconds(1))) { ... }}</pre>
 */
public final class Sampler implements AutoCloseable {

    /** No one may ask for more than this many readings a second: drivers repeat themselves above it. */
    public static final Duration SHORTEST = Duration.ofMillis(250);

    private final Demand demand = new Demand();
    private final List<ProbeLoop> loops;

    public Sampler(List<Probe> probes, Consumer<Sample> consumer, Clock clock) {
        loops = probes.stream()
                .map(probe -> new ProbeLoop(probe, consumer, clock))
                .toList();
    }

    /** Asks for readings at least this often until the lease is closed; the shortest interval asked for wins. */
    public Lease open(Duration interval) {
        Duration granted = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        demand.add(granted);
        loops.forEach(loop -> loop.start(demand));
        return new Lease(granted, demand);
    }

    /**
     * Has everything read at once, the slow tier too, besides the readings that are due; while somebody holds a lease.
     *
     * @param patience how long to wait for it at most; a probe that hangs is not waited for any longer
     * @return whether every probe has been read
     */
    public boolean refresh(Duration patience) throws InterruptedException {
        long extra = demand.addExtra();
        BooleanSupplier served = () -> loops.stream().allMatch(loop -> loop.hasServed(extra));
        demand.await(served, patience);
        return served.getAsBoolean();
    }

    /** How each probe is doing, in the order in which they were given. */
    public List<ProbeHealth> health() {
        List<ProbeHealth> all = new ArrayList<>();
        loops.forEach(loop -> all.add(loop.health()));
        return all;
    }

    /** Whether every probe has finished a first reading, well or not: what is absent until then may still come. */
    public boolean answered() {
        return loops.stream().allMatch(ProbeLoop::answered);
    }

    /** Ends sampling for good. Does not wait for a probe that hangs. */
    @Override
    public void close() {
        demand.end();
    }
}
