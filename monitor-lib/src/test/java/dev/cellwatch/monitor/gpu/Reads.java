package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A probe and the ticks that a test gives it, one second apart; every tick reads all tiers. */
final class Reads {

    private final GpuProbe probe;
    private final List<Sample> samples = new ArrayList<>();
    private long timeMillis = 1_700_000_000_000L;
    private boolean first = true;

    Reads(NvmlSource source, GpuExtra... extras) {
        this.probe = new GpuProbe(source, Set.of(extras));
    }

    static Reads of(ScriptedNvml nvml) {
        return new Reads(nvml.source());
    }

    static Reads of(NvmlLibrary nvml) {
        return new Reads(() -> nvml);
    }

    /** Reads once; the failure's sentence, if it fails. */
    Optional<String> tick() {
        return tick(true);
    }

    Optional<String> fastTick() {
        return tick(false);
    }

    private Optional<String> tick(boolean slow) {
        samples.clear();
        try {
            probe.read(new Tick(timeMillis, slow, first), samples::add);
            return Optional.empty();
        } catch (ProbeException failed) {
            return Optional.ofNullable(failed.getMessage());
        } finally {
            timeMillis += 1000;
            first = false;
        }
    }

    Reads later(int seconds) {
        timeMillis += 1000L * seconds;
        return this;
    }

    GpuProbe probe() {
        return probe;
    }

    long timeMillis() {
        return timeMillis;
    }

    /** The uuids of the GPUs that gave a sample in the last tick. */
    List<String> gpus() {
        return of(Subject.Kind.GPU).stream()
                .map(sample -> sample.subject().id())
                .toList();
    }

    List<Sample> of(Subject.Kind kind) {
        return samples.stream()
                .filter(sample -> sample.subject().kind() == kind)
                .toList();
    }

    /** What the first GPU's numbers of memory mean. */
    GpuMemory memory() {
        return probe.inventory().gpus().get(0).memory();
    }

    /** What the first GPU gave in the last tick. */
    OptionalDouble value(GpuMetric metric) {
        return value(0, metric);
    }

    OptionalDouble value(int gpu, GpuMetric metric) {
        return of(Subject.Kind.GPU).get(gpu).get(metric);
    }
}
