package dev.cellwatch.monitor;

import dev.cellwatch.monitor.alert.Alert;
import dev.cellwatch.monitor.alert.Alerts;
import dev.cellwatch.monitor.alert.Evidence;
import dev.cellwatch.monitor.alert.Stretches;
import dev.cellwatch.monitor.exposition.Exposition;
import dev.cellwatch.monitor.exposition.Sources;
import dev.cellwatch.monitor.gpu.GpuExtra;
import dev.cellwatch.monitor.gpu.GpuProbe;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.Host;
import dev.cellwatch.monitor.jvm.JvmProbe;
import dev.cellwatch.monitor.log.AlertEvents;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.log.Level;
import dev.cellwatch.monitor.log.RunEvents;
import dev.cellwatch.monitor.measure.Measurement;
import dev.cellwatch.monitor.measure.Readings;
import dev.cellwatch.monitor.sampling.Distributor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.snapshot.Snapshots;
import dev.cellwatch.monitor.trace.TraceNews;
import dev.cellwatch.monitor.trace.Tracing;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.monitor.training.RunPlace;
import dev.cellwatch.monitor.training.Runs;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes, sampler and history, wired. Opening it is cheap: nothing is loaded or read before somebody watches.
 * Thread-safe.
 *
 * <pre>{@code
 * try (Monitor monitor = Monitor.open(Settings.from(System.getenv()));
 *         Lease lease = monitor.watch(Duration.ofSeconds(1))) { ... monitor.history() ... }
 * }</pre>
 */
public final class Monitor implements AutoCloseable {

    private final Settings settings;
    private final Clock clock;
    private final Tracing tracing;
    private final EventLog log;
    private final History history = new History();
    private final Distributor samples = new Distributor();
    private final Stretches ran = new Stretches();
    private final GpuProbe gpus;
    private final Host host = new Host();
    private final Snapshots snapshots;
    private final Sampler sampler;
    private final RunArchive archive;
    private final RunEvents runEvents;
    private final AlertEvents alertEvents;
    private @Nullable Exposition exposition;

    private Monitor(Settings settings, Clock clock, Consumer<String> stream) {
        this.settings = settings;
        this.clock = clock;
        this.tracing = Tracing.of(settings.trace(), this::tell);
        this.log = EventLog.of(settings, stream, tracing, clock);
        this.gpus = new GpuProbe(NvmlSource.of(settings, clock), extras(settings));
        this.sampler = new Sampler(probes(), samples, clock);
        samples.add(history);
        this.archive = openArchive();
        this.runEvents = new RunEvents(log);
        archive.runs().tell(runEvents);
        this.alertEvents = new AlertEvents(this::alerts, log, settings.interval(), settings.demo());
        samples.add(alertEvents);
        this.snapshots = new Snapshots(history, gpus::inventory, clock);
    }

    public static Monitor open(Settings settings) {
        return open(settings, line -> {});
    }

    /**
     * A monitor in a program that has somewhere to show its log.
     *
     * @param stream gets each line of the log where that is text, at once and on the thread that writes it
     */
    public static Monitor open(Settings settings, Consumer<String> stream) {
        return new Monitor(settings, Clock.systemUTC(), stream);
    }

    private static Set<GpuExtra> extras(Settings settings) {
        Set<GpuExtra> extras = EnumSet.noneOf(GpuExtra.class);
        if (settings.pcieThroughput()) {
            extras.add(GpuExtra.PCIE_TRAFFIC);
        }
        if (settings.performanceCounters()) {
            extras.add(GpuExtra.PERFORMANCE_COUNTERS);
        }
        return extras;
    }

    private void tell(TraceNews news) {
        log.write(news.bad() ? Level.WARN : Level.INFO, "tracing", news.sentence(), null);
    }

    private RunArchive openArchive() {
        RunPlace place = new RunPlace(history, settings.notebook(), settings.demo());
        return RunArchive.open(settings.stateDir().resolve("runs"), () -> watch(settings.interval()), clock, place);
    }

    private List<Probe> probes() {
        Probe jvm = new JvmProbe();
        return settings.gpu() == Settings.Gpu.OFF ? List.of(host.probe(), jvm) : List.of(gpus, host.probe(), jvm);
    }

    /**
     * Has everything read at least once in {@code interval}, and no less often than the settings say, until the lease
     * is closed.
     */
    public Lease watch(Duration interval) {
        Duration shorter = interval.compareTo(settings.interval()) < 0 ? interval : settings.interval();
        Duration granted = shorter.compareTo(Sampler.SHORTEST) < 0 ? Sampler.SHORTEST : shorter;
        history.refine(granted);
        return sampler.open(granted);
    }

    public Settings settings() {
        return settings;
    }

    public History history() {
        return history;
    }

    /** The sampler, for the health of its probes. */
    public Sampler sampler() {
        return sampler;
    }

    /** The GPU probe, for what GPUs there are and who uses them. */
    public GpuProbe gpus() {
        return gpus;
    }

    /** The host's long lists and details, which nobody samples: processes, containers, disks, who owns a process. */
    public Host host() {
        return host;
    }

    /** The training runs; while one is open everything is measured. */
    public Runs runs() {
        return archive.runs();
    }

    /** Every training run that there is: also those of other kernels, and of those before this one. */
    public RunArchive archive() {
        return archive;
    }

    /** The code that ran, for whoever runs some: {@link #alerts()} tell what it leaves behind. */
    public Stretches ran() {
        return ran;
    }

    /** What happens, written down. */
    public EventLog log() {
        return log;
    }

    /** What goes on, as a tree of spans. */
    public Tracing tracing() {
        return tracing;
    }

    /** Reads again what the launcher may have written for programs that run: whether to trace, and where to. */
    public void renew() {
        tracing.renew(settings.trace().renewed(settings.stateDir()));
    }

    /** What is the matter at present, as far as it was measured: those that fire, the worst first, then what begins to. */
    public List<Alert> alerts() {
        return Alerts.in(new Evidence(
                history,
                runs().all(),
                ran.all(),
                settings.alerting().criticalCelsius(),
                settings.interval(),
                clock.millis()));
    }

    /**
     * Measures a stretch of time that begins now, as soon as everything has been read.
     *
     * @param interval how often there is a reading at least
     */
    public Measurement measure(Duration interval) throws InterruptedException {
        Readings readings = new Readings(this::watch, sampler, samples, gpus::accountedPeaks, clock);
        return Measurement.begin(readings, interval);
    }

    /** What was read last as one object, for whoever watches already. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /**
     * GPU, host and network as they are now, as one object. Waits for the first readings, at most five seconds, if
     * nobody watches.
     */
    public Snapshot snapshot() throws InterruptedException {
        Lease watching = watch(Duration.ofSeconds(1));
        try {
            return snapshots.complete(Duration.ofSeconds(5), sampler::answered);
        } finally {
            watching.close();
        }
    }

    /** What a scrape is told, and a notebook's own metrics; made by whoever asks first. */
    public synchronized Exposition exposition() {
        if (exposition == null) {
            exposition = new Exposition(
                    new Sources(history, gpus::inventory, sampler::health, runs()::all, runEvents::trace),
                    settings,
                    log,
                    clock);
        }
        return exposition;
    }

    /** The clock that samples are stamped with. */
    public Clock clock() {
        return clock;
    }

    /** Ends sampling, every run and the log; does not wait for a probe or a disk that hangs, and two seconds at most for a collector. */
    @Override
    public void close() {
        archive.runs().close();
        sampler.close();
        alertEvents.close();
        tracing.close();
        log.close();
    }
}
