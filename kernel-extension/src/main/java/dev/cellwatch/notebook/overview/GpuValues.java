package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What GPUs do at one moment. A value that is older than a few seconds is none. */
public final class GpuValues {

    /** The slow tier comes every five seconds; what missed two of them is not live any more. */
    private static final Duration FRESH = Duration.ofSeconds(12);

    private final History history;
    private final long nowMillis;

    public GpuValues(History history, long nowMillis) {
        this.history = history;
        this.nowMillis = nowMillis;
    }

    /** The moment that this tells of, milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    public OptionalDouble of(Gpu gpu, GpuMetric metric) {
        return latest(gpu.subject(), metric);
    }

    OptionalDouble of(MigInstance slice, GpuMetric metric) {
        return latest(new Subject(Subject.Kind.GPU_INSTANCE, slice.uuid(), Map.of()), metric);
    }

    /** XID errors by code, for example {@code 31 ×2}. */
    List<String> xids(Gpu gpu) {
        List<String> xids = new ArrayList<>();
        for (Subject subject : history.subjects(Subject.Kind.GPU_XID)) {
            OptionalDouble count = latest(subject, GpuMetric.XID_ERRORS);
            if (subject.label("uuid").equals(gpu.uuid()) && count.isPresent()) {
                xids.add(subject.label("xid") + " ×" + Math.round(count.getAsDouble()));
            }
        }
        return xids;
    }

    private OptionalDouble latest(Subject subject, GpuMetric metric) {
        return history.latest(subject, metric, nowMillis, FRESH);
    }
}
