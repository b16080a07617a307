package dev.cellwatch.monitor.exposition;

import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.gpu.GpuChoice;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What this program tells a scrape, and where a notebook's own metrics are made. Making it loads the client library for
 * Prometheus, so it is made when it is needed. A scrape reads no device: it tells what was read a moment ago.
 * Thread-safe.
 */
public final class Exposition {

    private final Sources sources;
    private final EventLog log;
    private final InstantSource clock;
    private final UserMetrics user;
    private final Inferences inferences;
    private final List<Part> parts;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * An exposition.
     *
     * @param sources where it finds what was measured
     * @param log is told what somebody who reads it must know, and knows the trace at hand
     */
    public Exposition(Sources sources, Settings settings, EventLog log, InstantSource clock) {
        this.sources = sources;
        this.log = log;
        this.clock = clock;
        CurrentTrace trace = new CurrentTrace(log.tracing());
        this.user = new UserMetrics(trace);
        this.inferences = new Inferences(trace);
        this.parts = parts(settings);
    }

    private List<Part> parts(Settings settings) {
        Duration interval = settings.interval();
        Predicate<Subject> visible = GpuChoice.visible(
                settings, () -> sources.history().subjects(Subject.Kind.GPU_INSTANCE), sources.gpus());
        return List.of(
                new HealthPart(),
                new MeasuredPart(sources, interval),
                new CollectionsPart(sources.history(), interval),
                new GpuPart(sources, visible, interval),
                new ProcessPart(sources.gpus()),
                new RunPart(sources, new RunNames(sentence -> log.warn("exposition", sentence))),
                user,
                inferences);
    }

    /**
     * Answers {@code GET} and {@code HEAD}: as text, or as OpenMetrics where that is accepted, and with gzip where that is.
     */
    public HttpHandler handler() {
        return new ScrapeHandler(this::written);
    }

    /** Everything there is to tell at this moment. */
    byte[] written(ScrapeFormat format) {
        Scrape scrape = new Scrape(clock.millis(), sources.health().get());
        for (Part part : parts) {
            try {
                part.tell(scrape);
                failing.remove(part.name());
            } catch (RuntimeException failed) {
                if (failing.add(part.name())) {
                    log.error("exposition", "What a scrape tells of " + part.name() + " is missing: " + failed);
                }
            }
        }
        return scrape.written(format);
    }

    /**
     * A counter of the notebook's own.
     *
     * @param labels names and values in turn
     */
    public Counter counter(String name, String... labels) {
        return user.counter(name, labels);
    }

    /** A gauge of the notebook's own. */
    public Gauge gauge(String name, String... labels) {
        return user.gauge(name, labels);
    }

    /** A histogram of the notebook's own, with buckets from 5 ms to 10 s. */
    public Histogram histogram(String name, String... labels) {
        return user.histogram(name, new double[0], labels);
    }

    /**
     * A histogram of the notebook's own.
     *
     * @param bounds the upper bounds of its buckets; those that it was made with stay
     */
    public Histogram histogram(String name, double[] bounds, String... labels) {
        return user.histogram(name, bounds, labels);
    }

    /** A summary of the notebook's own. */
    public Summary summary(String name, String... labels) {
        return user.summary(name, labels);
    }

    /** Says in a sentence what a metric of the notebook's own is, before or after it is made. */
    public void describe(String name, String text) {
        user.describe(name, text);
    }

    /** A request to a model begins. */
    public Inference inference(String model) {
        return inferences.begin(model);
    }

    /** A request to a model, which counts as an error if it throws. */
    public <T> T inference(String model, Callable<T> work) throws Exception {
        try (Inference request = inferences.begin(model)) {
            try {
                return work.call();
            } catch (Throwable failed) {
                request.failed(failed);
                throw failed;
            }
        }
    }
}
