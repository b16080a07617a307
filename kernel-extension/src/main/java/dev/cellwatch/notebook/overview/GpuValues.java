package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.gpu.Xid;
import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What GPUs do at one moment. A value that is older than a few readings is none. */
public final class GpuValues {

    private final History history;
    private final Freshness freshness;
    private final long nowMillis;

    /** @param interval how often GPUs are read */
    public GpuValues(History history, Duration interval, long nowMillis) {
        this.history = history;
        this.freshness = new Freshness(interval);
        this.nowMillis = nowMillis;
    }

    /** The moment that this tells of, milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    public OptionalDouble of(Gpu gpu, GpuMetric metric) {
        return latest(gpu.subject(), metric);
    }

    OptionalDouble ofHost(HostMetric metric) {
        return latest(Subject.HOST, metric);
    }

    OptionalDouble of(MigInstance slice, GpuMetric metric) {
        return latest(new Subject(Subject.Kind.GPU_INSTANCE, slice.uuid(), Map.of()), metric);
    }

    /** XID errors by code, for example {@code 31 ×2 (program's)}. */
    List<String> xids(Gpu gpu) {
        List<String> xids = new ArrayList<>();
        for (Subject subject : history.subjects(Subject.Kind.GPU_XID)) {
            OptionalDouble count = latest(subject, GpuMetric.XID_ERRORS);
            if (subject.label("uuid").equals(gpu.uuid()) && count.isPresent()) {
                String code = subject.label("xid");
                xids.add(code + " ×" + Math.round(count.getAsDouble()) + Xid.whose(Long.parseLong(code)));
            }
        }
        return xids;
    }

    private OptionalDouble latest(Subject subject, Metric metric) {
        return history.latest(subject, metric, nowMillis, freshness.of(subject.kind(), metric.tier()));
    }
}
