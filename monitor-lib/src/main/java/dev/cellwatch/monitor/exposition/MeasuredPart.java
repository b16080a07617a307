package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.Freshness;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Every row of what is measured of GPUs, host and JVM, as far as it was read a moment ago. Thread-safe. */
final class MeasuredPart implements Part {

    /** More GPUs, cores, disks, mounts or interfaces than this are counted and left out. */
    private static final int MOST = 64;

    private static final int MOST_CORES = 256;
    private static final int MOST_LABELS = 4096;

    private final Sources sources;
    private final Freshness freshness;
    private final Map<String, Family> families = new HashMap<>();
    private final Map<Subject.Kind, Rows> rows = new EnumMap<>(Subject.Kind.class);
    private final Map<Subject, String> labels = new ConcurrentHashMap<>();

    MeasuredPart(Sources sources, Duration interval) {
        this.sources = sources;
        this.freshness = new Freshness(interval);
        for (GpuMetric metric : GpuMetric.values()) {
            add(metric == GpuMetric.XID_ERRORS ? Subject.Kind.GPU_XID : Subject.Kind.GPU, metric);
        }
        GpuMetric.ofInstances().forEach(metric -> add(Subject.Kind.GPU_INSTANCE, metric));
        for (HostMetric metric : HostMetric.values()) {
            add(metric.subject(), metric);
        }
        for (JvmMetric metric : JvmMetric.values()) {
            add(Subject.Kind.JVM, metric);
        }
    }

    private void add(Subject.Kind kind, Metric metric) {
        ExposedName.of(metric).ifPresent(name -> {
            Family family = families.computeIfAbsent(name.name(), any -> Family.of(name, metric));
            String own =
                    name.label().map(key -> LabelText.of(key, name.value())).orElse("");
            rows.computeIfAbsent(kind, any -> new Rows()).add(metric, new Place(family, own));
        });
    }

    @Override
    public String name() {
        return "measured values";
    }

    @Override
    public void tell(Scrape to) {
        Set<String> sick = sources.gpus().get().gpus().stream()
                .filter(gpu -> gpu.problem().isPresent())
                .map(Gpu::uuid)
                .collect(Collectors.toSet());
        rows.forEach((kind, ofKind) -> {
            if (to.isLive(probe(kind))) {
                List<Told> well = new ArrayList<>();
                for (Subject subject : subjects(kind, to)) {
                    if (!sick.contains(subject.label("uuid"))) {
                        well.add(read(subject, ofKind, to.nowMillis()));
                    }
                }
                ofKind.tell(well, to);
            }
        });
    }

    private List<Subject> subjects(Subject.Kind kind, Scrape to) {
        List<Subject> all = sources.history().subjects(kind);
        return to.bounded(
                all, kind == Subject.Kind.CORE ? MOST_CORES : MOST, kind.name().toLowerCase(Locale.ROOT));
    }

    private Told read(Subject subject, Rows ofKind, long nowMillis) {
        return new Told(labels(subject), sources.history().latest(subject, ofKind.metrics, nowMillis, freshness));
    }

    private String labels(Subject subject) {
        if (labels.size() > MOST_LABELS) {
            labels.clear();
        }
        return labels.computeIfAbsent(subject, any -> LabelText.of(subject.labels()));
    }

    private static String probe(Subject.Kind kind) {
        return switch (kind) {
            case GPU, GPU_INSTANCE, GPU_XID -> "gpu";
            case JVM -> "jvm";
            default -> "host";
        };
    }

    /** The metrics of a kind of subject, and where each stands in the exposition. */
    private static final class Rows {
        private final List<Metric> metrics = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();

        void add(Metric metric, Place place) {
            metrics.add(metric);
            places.add(place);
        }

        /** One after another, each of all subjects: that is how an exposition is ordered. */
        void tell(List<Told> subjects, Scrape to) {
            for (int row = 0; row < places.size(); row++) {
                Place place = places.get(row);
                for (Told subject : subjects) {
                    double value = subject.values[row];
                    if (!Double.isNaN(value)) {
                        to.put(place.family, place.labels.isEmpty() ? subject.labels : place.labels, value);
                    }
                }
            }
        }
    }

    /**
     * Where a metric stands.
     *
     * @param labels what its series carry instead of their subject's: none has both
     */
    private record Place(Family family, String labels) {}

    /** What is told of a subject: a value for each row, or not a number. */
    private static final class Told {
        private final String labels;
        private final double[] values;

        Told(String labels, double[] values) {
            this.labels = labels;
            this.values = values;
        }
    }
}
