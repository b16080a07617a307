package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.GpuExtra;
import dev.cellwatch.monitor.gpu.GpuProbe;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostFixture;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.log.RunEvents;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.sampling.Tick;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.Tracing;
import dev.cellwatch.monitor.training.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel without a sampler: a test reads its probes, lets time pass, and looks at what a scrape is told. */
final class ScrapedKernel implements AutoCloseable {

    static final long START = 1_700_000_000_000L;

    final AdjustableClock clock = new AdjustableClock(START);
    final History history = new History();
    final HostFixture host = new HostFixture();
    final Runs runs = new Runs(
            () -> new Sampler(List.of(), sample -> {}, new AdjustableClock(0)).open(Duration.ofSeconds(1)), clock);
    final GpuProbe gpus;
    final EventLog log;
    final Exposition exposition;
    private final Probe hostProbe;
    private final Map<String, ProbeHealth> health = new LinkedHashMap<>();
    private boolean first = true;

    ScrapedKernel(NvmlSource nvml, Path folder) {
        this(nvml, folder, Map.of());
    }

    ScrapedKernel(NvmlSource nvml, Path folder, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("CELLWATCH_STATE_DIR", folder.resolve("state").toString());
        Settings settings = Settings.from(all);
        gpus = new GpuProbe(nvml, EnumSet.allOf(GpuExtra.class));
        hostProbe = host.probe(folder);
        log = EventLog.of(settings, line -> {}, Tracing.off(), clock);
        RunEvents events = new RunEvents(log);
        runs.tell(events);
        exposition = new Exposition(
                new Sources(history, gpus::inventory, () -> new ArrayList<>(health.values()), runs::all, events::trace),
                settings,
                log,
                clock);
    }

    /** Reads everything at this moment. */
    ScrapedKernel read() {
        read(gpus);
        read(hostProbe);
        readJvm();
        runs.fetch();
        first = false;
        return this;
    }

    private void read(Probe probe) {
        Optional<String> error = Optional.empty();
        try {
            probe.read(new Tick(clock.millis(), true, first), history);
        } catch (ProbeException failed) {
            error = Optional.ofNullable(failed.getMessage());
        }
        health(new ProbeHealth(
                probe.name(), error.isEmpty(), 0.002, error, Optional.of(clock.millis()), Optional.empty()));
    }

    /** The JVM's rows with the numbers of their places, because a real one never does the same twice. */
    private void readJvm() {
        Sample.Builder sample = Sample.at(clock.millis(), Subject.JVM);
        int place = 1;
        for (JvmMetric metric : JvmMetric.values()) {
            sample.put(metric, place++);
        }
        history.accept(sample.build());
        health(new ProbeHealth("jvm", true, 0.001, Optional.empty(), Optional.of(clock.millis()), Optional.empty()));
    }

    void health(ProbeHealth one) {
        health.put(one.probe(), one);
    }

    void later(Duration time) {
        clock.add(time.toMillis());
    }

    String text() {
        return new String(exposition.written(ScrapeFormat.TEXT), StandardCharsets.UTF_8);
    }

    String openMetrics() {
        return new String(exposition.written(ScrapeFormat.OPEN_METRICS), StandardCharsets.UTF_8);
    }

    /** The lines of a scrape that begin so, in their order. */
    List<String> lines(String beginning) {
        return text().lines().filter(line -> line.startsWith(beginning)).toList();
    }

    /** Ends the log; its lines that hold this. */
    List<String> logged(String part) {
        log.close();
        try {
            return Files.readAllLines(log.file().orElseThrow()).stream()
                    .filter(line -> line.contains(part))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        runs.close();
        log.close();
    }
}
