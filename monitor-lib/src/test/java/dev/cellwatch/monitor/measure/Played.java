package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Readings that a test writes, as a recorder gets them. */
final class Played {

    static final Subject GPU = new Subject(Subject.Kind.GPU, "GPU-a", Map.of("gpu", "0", "uuid", "GPU-a"));
    static final long START = 1_000_000;

    private final Recorder recorder = new Recorder();
    private final List<Sample> samples = new ArrayList<>();
    private final double seconds;

    Played(double seconds) {
        this.seconds = seconds;
    }

    /** A reading that many seconds after the beginning. */
    Played at(double second, Subject subject, Map<? extends Metric, Double> values) {
        Sample.Builder sample = Sample.at(START + Math.round(second * 1000), subject);
        values.forEach((metric, value) -> sample.put(metric, value));
        samples.add(sample.build());
        return this;
    }

    /** The same readings every half second from the beginning to the end. */
    Played steady(Subject subject, Map<? extends Metric, Double> values) {
        for (double second = 0; second <= seconds; second += 0.5) {
            at(second, subject, values);
        }
        return this;
    }

    Recorder recorded() {
        return play(recorder, samples, START);
    }

    static Recorder play(Recorder recorder, List<Sample> samples, long startMillis) {
        samples.stream().filter(sample -> sample.timeMillis() <= startMillis).forEach(recorder);
        recorder.begin(startMillis);
        samples.stream().filter(sample -> sample.timeMillis() > startMillis).forEach(recorder);
        return recorder;
    }

    Track gpu() {
        return Objects.requireNonNull(recorded().gpus().get(GPU)).track();
    }

    Optional<Energy> energy() {
        return Energy.of(gpu(), seconds);
    }

    Verdict verdict() {
        Recorder all = recorded();
        return new Diagnosis(all.host(), all.jvm(), seconds)
                .of(Optional.ofNullable(all.gpus().get(GPU)));
    }

    static Map<GpuMetric, Double> power(double watts) {
        return Map.of(GpuMetric.POWER_USAGE, watts);
    }
}
