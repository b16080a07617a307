package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** XID errors by GPU and code since watching began; outlives a lost driver. For one thread at a time. */
final class XidCounts implements XidWatch.Listener {

    private final Map<String, Map<Long, Long>> counts = new HashMap<>();

    @Override
    public void xid(String uuid, long code) {
        counts.computeIfAbsent(uuid, any -> new TreeMap<>()).merge(code, 1L, Long::sum);
    }

    long total(String uuid) {
        return of(uuid).values().stream().mapToLong(Long::longValue).sum();
    }

    /** One sample for each code that has come. */
    void read(long timeMillis, Gpu gpu, Consumer<Sample> out) {
        of(gpu.uuid()).forEach((code, count) -> {
            Map<String, String> labels =
                    Map.of("gpu", Integer.toString(gpu.index()), "uuid", gpu.uuid(), "xid", Long.toString(code));
            Subject subject = new Subject(Subject.Kind.GPU_XID, gpu.uuid() + "/" + code, labels);
            out.accept(Sample.at(timeMillis, subject)
                    .put(GpuMetric.XID_ERRORS, count)
                    .build());
        });
    }

    private Map<Long, Long> of(String uuid) {
        return counts.getOrDefault(uuid, Map.of());
    }
}
