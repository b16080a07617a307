package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.training.BatchTimes;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.TrainingRun;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The training runs that go on, and those that ended a moment ago. */
final class RunPart implements Part {

    /** So long the series of a run stay after its end. */
    private static final long STAY_MILLIS = 15 * 60_000L;

    private static final Family BATCHES = Family.of(ExposedMetric.BATCHES);
    private static final Family BATCHES_TOTAL = Family.of(ExposedMetric.BATCHES_TOTAL);
    private static final MetricMetadata BATCH_SECONDS =
            new MetricMetadata(ExposedMetric.BATCH_SECONDS.id(), ExposedMetric.BATCH_SECONDS.help());
    private static final Map<TrainingMetric, Family> KNOWN = known();
    private static final double[] BOUNDS = bounds();

    private final Supplier<List<RunFeed>> runs;
    private final Function<TrainingRun, Optional<Trace>> traces;
    private final RunNames names;

    /**
     * The runs of a program.
     *
     * @param names what the values are called that runs log under names of their own
     */
    RunPart(Sources sources, RunNames names) {
        this.runs = sources.runs();
        this.traces = sources.traces();
        this.names = names;
    }

    private static Map<TrainingMetric, Family> known() {
        Map<TrainingMetric, Family> known = new LinkedHashMap<>();
        for (TrainingMetric metric : TrainingMetric.values()) {
            ExposedName.of(metric).ifPresent(name -> known.put(metric, Family.of(name, metric)));
        }
        return known;
    }

    private static double[] bounds() {
        double[] finite = BatchTimes.bounds();
        double[] all = Arrays.copyOf(finite, finite.length + 1);
        all[finite.length] = Double.POSITIVE_INFINITY;
        return all;
    }

    @Override
    public String name() {
        return "training runs";
    }

    @Override
    public void tell(Scrape to) {
        List<HistogramDataPointSnapshot> times = new ArrayList<>();
        Map<String, RunFeed> newest = newestOfEachName(to.nowMillis());
        Map<String, Family> own = names.of(ownNames(newest.values()), to);
        newest.forEach((name, run) -> {
            String labels = LabelText.of("run", name);
            KNOWN.forEach((metric, family) -> run.latest(metric).ifPresent(value -> to.put(family, labels, value)));
            to.put(BATCHES, labels, (double) run.batches());
            to.put(BATCHES_TOTAL, labels, (double) run.batches());
            times.add(times(run, Labels.of("run", name)));
            own.forEach(
                    (logged, family) -> run.record().latest(logged).ifPresent(value -> to.put(family, labels, value)));
        });
        if (!times.isEmpty()) {
            to.put(new HistogramSnapshot(BATCH_SECONDS, times));
        }
    }

    /** A name that runs share is that of the newest: two series of one name would be none. */
    private Map<String, RunFeed> newestOfEachName(long nowMillis) {
        Map<String, RunFeed> newest = new LinkedHashMap<>();
        for (RunFeed run : runs.get()) {
            if (!run.isOver() || nowMillis - run.endMillis() <= STAY_MILLIS) {
                newest.put(LabelText.cut(run.name()), run);
            }
        }
        return newest;
    }

    /** What they log under names that only they know. */
    private static Set<String> ownNames(Collection<RunFeed> runs) {
        Set<String> names = new LinkedHashSet<>();
        for (RunFeed run : runs) {
            run.record().names().stream()
                    .filter(name -> !TrainingMetric.isId(name))
                    .forEach(names::add);
        }
        return names;
    }

    private HistogramDataPointSnapshot times(RunFeed run, Labels labels) {
        BatchTimes.Counted counted = run.batchTimes().counted();
        Number[] counts = counted.counts().toArray(new Number[0]);
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(BOUNDS, counts), counted.sum(), labels, example(run, counted), 0);
    }

    /** The newest batch leads to what is written about its run. */
    private Exemplars example(RunFeed run, BatchTimes.Counted counted) {
        return traces.apply(run.run())
                .filter(trace -> counted.newestMillis() > 0)
                .map(trace -> new Exemplar(counted.newest(), CurrentTrace.labels(trace), counted.newestMillis()))
                .map(Exemplars::of)
                .orElse(Exemplars.EMPTY);
    }
}
