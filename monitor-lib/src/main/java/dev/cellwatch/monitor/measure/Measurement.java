package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.jvm.GcPauses;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Lease;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A stretch of time while it is measured: everything is read at its beginning, every {@code interval} and at its end.
 * Thread-safe.
 *
 * <pre>{@code
 * try (Measurement measurement = monitor.measure(Duration.ofMillis(500))) {
 *     train();
 *     Measured measured = measurement.end(gpu -> true);
 * }
 * }</pre>
 */
public final class Measurement implements AutoCloseable {

    /** How often there is a reading unless somebody says otherwise. */
    public static final Duration USUAL = Duration.ofMillis(500);

    /** Opening a driver for the first time may take its time; one that hangs must not hold anybody up for long. */
    private static final Duration OPENING = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Readings readings;
    private final Recorder recorder = new Recorder();
    private final GcPauses pauses;
    private final Lease lease;
    private final Map<String, Long> peaksBefore;
    private final long startMillis;
    private final long startNanos;

    private Measurement(Readings readings, Duration interval) throws InterruptedException {
        this.readings = readings;
        this.lease = readings.watch().apply(interval);
        readings.samples().add(recorder);
        try {
            this.peaksBefore = refresh(OPENING);
        } catch (InterruptedException | RuntimeException | Error notBegun) {
            release();
            throw notBegun;
        }
        this.pauses = GcPauses.listen();
        this.startMillis = readings.clock().millis();
        this.startNanos = System.nanoTime();
        recorder.begin(startMillis);
    }

    /** Begins when everything has been read for the first time. */
    public static Measurement begin(Readings readings, Duration interval) throws InterruptedException {
        return new Measurement(readings, interval);
    }

    /**
     * What happened until now. An interrupt neither shortens nor loses it.
     *
     * @param chosen which GPUs to tell of
     * @param ours on which of them this process works: the verdict is about the busiest of these, or else about the host
     */
    public Measured end(Predicate<Subject> chosen, Predicate<Subject> ours) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        long endMillis = readings.clock().millis();
        boolean interrupted = Thread.interrupted();
        Map<String, Long> peaks = Map.of();
        try {
            peaks = refresh(CLOSING);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        Map<Subject, Recorder.GpuRecord> gpus = recorder.gpus();
        gpus.keySet().removeIf(chosen.negate());
        Measured measured = measured(new Span(endMillis, seconds, peaks), gpus, ours);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return measured;
    }

    /** Has everything read, and gives the accounted peaks; none of a driver that hangs. */
    private Map<String, Long> refresh(Duration patience) throws InterruptedException {
        CompletableFuture<Map<String, Long>> peaks = readings.accountedPeaks().get();
        readings.sampler().refresh(patience);
        return peaks.getNow(Map.of());
    }

    private record Span(long endMillis, double seconds, Map<String, Long> peaks) {}

    private Measured measured(Span span, Map<Subject, Recorder.GpuRecord> gpus, Predicate<Subject> ours) {
        Optional<Recorder.GpuRecord> busiest = gpus.entrySet().stream()
                .filter(gpu -> ours.test(gpu.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingDouble(
                        gpu -> gpu.track().integral(GpuMetric.UTILIZATION).sum()));
        return new Measured(
                startMillis,
                span.endMillis,
                span.seconds,
                lease.interval(),
                jvm(),
                garbage(busiest.map(Recorder.GpuRecord::track), span.endMillis),
                gpus.entrySet().stream()
                        .map(gpu -> use(gpu.getKey(), gpu.getValue(), span, ours))
                        .toList(),
                new Diagnosis(recorder.host(), recorder.jvm(), span.seconds).of(busiest));
    }

    private GpuUse use(Subject gpu, Recorder.GpuRecord record, Span span, Predicate<Subject> ours) {
        Track track = record.track();
        Optional<AccountedPeak> peak = AccountedPeak.of(peaksBefore, span.peaks, gpu.id());
        return new GpuUse(
                gpu,
                track.integral(GpuMetric.UTILIZATION).mean(),
                track.peak(GpuMetric.UTILIZATION),
                MemoryUse.of(track, GpuMetric.MEMORY_USED),
                peak.filter(own -> ours.test(gpu)),
                Energy.of(track, span.seconds),
                record.throttled(),
                track.peak(GpuMetric.PROCESS_COUNT).orElse(0) > 1);
    }

    private JvmUse jvm() {
        Track jvm = recorder.jvm();
        return new JvmUse(
                jvm.increase(JvmMetric.CPU_SECONDS),
                MemoryUse.of(jvm, JvmMetric.HEAP_USED).atLeast((double) pauses.fullestHeap()),
                MemoryUse.of(jvm, JvmMetric.DIRECT_USED),
                MemoryUse.of(jvm, JvmMetric.RESIDENT),
                jvm.increase(JvmMetric.STORAGE_READ),
                jvm.increase(JvmMetric.STORAGE_WRITTEN));
    }

    private GarbageUse garbage(Optional<Track> gpu, long endMillis) {
        Track jvm = recorder.jvm();
        OptionalDouble idle = GarbageUse.idle(gpu, pauses.between(startMillis, endMillis));
        return new GarbageUse(
                (long) jvm.increase(JvmMetric.GC_COLLECTIONS).orElse(0),
                jvm.increase(JvmMetric.GC_PAUSE_SECONDS).orElse(0),
                pauses.longestMillis() / 1000.0,
                idle);
    }

    /** Stops reading. */
    @Override
    public void close() {
        pauses.close();
        release();
    }

    private void release() {
        readings.samples().remove(recorder);
        lease.close();
    }
}
