package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads the host, one collector for each part. A collector that fails hides no other: its failure is kept and shown as
 * {@code cellwatch_host_collector_success} 0. Nothing of the operating system is touched before the first read.
 */
public final class HostProbe implements Probe {

    private final Supplier<List<Collector>> parts;
    private final LongSupplier nanoClock;
    private List<Scheduled> collectors = List.of();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    public HostProbe() {
        this(new OshiSystem(), Cgroup.ofThisProcess());
    }

    HostProbe(OshiSystem system, Cgroup cgroup) {
        this(OshiMachine.of(system), cgroup);
    }

    private HostProbe(Machine machine, Cgroup cgroup) {
        this(() -> collectorsOf(machine, cgroup), System::nanoTime);
    }

    /** @param parts makes the collectors, anew after each rest: a rate over the rest would be nobody's rate */
    HostProbe(Supplier<List<Collector>> parts, LongSupplier nanoClock) {
        this.parts = parts;
        this.nanoClock = nanoClock;
    }

    static List<Collector> collectorsOf(Machine machine, Cgroup cgroup) {
        return List.of(
                new CpuCollector(machine),
                new MemoryCollector(machine, cgroup),
                new CoreCollector(machine),
                new LoadCollector(machine),
                new CgroupCollector(cgroup),
                new SwapCollector(machine),
                new DiskCollector(machine),
                new NetworkCollector(machine),
                new ClockCollector(machine),
                new UptimeCollector(machine),
                new FileSystemCollector(machine),
                new ConnectionCollector(machine));
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public void read(Tick tick, Consumer<Sample> out) throws ProbeException {
        if (collectors.isEmpty()) {
            collectors = parts.get().stream()
                    .map(collector -> new Scheduled(collector, nanoClock))
                    .toList();
        }
        // what a plot follows goes out before what takes long, as everything does at first
        readAll(tick, out, Scheduled::isFast);
        readAll(tick, out, scheduled -> !scheduled.isFast());
        if (failures.size() == collectors.size()) {
            throw new ProbeException("Nothing could be read about this host: "
                    + failures.values().iterator().next());
        }
    }

    private void readAll(Tick tick, Consumer<Sample> out, Predicate<Scheduled> which) {
        Sample.Builder host = Sample.at(tick.timeMillis(), Subject.HOST);
        for (Scheduled scheduled : collectors) {
            if (which.test(scheduled) && scheduled.isDue(tick)) {
                collect(scheduled, tick, host, out);
            }
        }
        Sample sample = host.build();
        if (!sample.isEmpty()) {
            out.accept(sample);
        }
    }

    private void collect(Scheduled scheduled, Tick tick, Sample.Builder host, Consumer<Sample> out) {
        String name = scheduled.collector().name();
        try {
            scheduled.read(tick.timeMillis(), host, out);
            failures.remove(name);
        } catch (Exception | LinkageError e) {
            failures.put(name, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
        if (tick.slow() || tick.first()) {
            out.accept(Sample.at(tick.timeMillis(), scheduled.subject())
                    .put(HostMetric.COLLECTOR_SUCCESS, failures.containsKey(name) ? 0 : 1)
                    .build());
        }
    }

    @Override
    public void rest() {
        collectors = List.of();
    }

    /** What could not be read at its last attempt, by collector, and why. Safe from any thread. */
    public Map<String, String> failures() {
        return new TreeMap<>(failures);
    }
}
