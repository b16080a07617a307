package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.log.Level;
import dev.cellwatch.monitor.log.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class UserMetricsTest {

    @TempDir
    Path folder;

    private ScrapedKernel kernel;
    private Exposition metrics;

    @BeforeEach
    void open() {
        kernel = new ScrapedKernel(ScriptedGpus.two().source(), folder);
        metrics = kernel.exposition;
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void a_counter_begins_at_nothing_and_only_goes_up() {
        Counter counter = metrics.counter("images");
        assertEquals(List.of("images_total 0.0"), kernel.lines("images"));
        counter.inc();
        metrics.counter("images_total").inc(2.5);
        assertEquals(List.of("images_total 3.5"), kernel.lines("images"));
        refused("A counter only goes up: -1.0 cannot be added to it.", () -> counter.inc(-1));
    }

    @Test
    void what_it_is_stands_in_its_help_line_whenever_it_was_said() {
        metrics.describe("images_total", "Images \\ read.\nAll of them.");
        metrics.counter("images").inc();
        metrics.gauge("queue", "of", "a").set(2);
        metrics.histogram("load_seconds").observe(0.5);
        metrics.summary("step_seconds").observe(0.5);
        for (String name : List.of("queue", "load_seconds", "step_seconds")) {
            metrics.describe(name, "About " + name);
            assertEquals(List.of("# HELP " + name + " About " + name), kernel.lines("# HELP " + name));
        }
        assertEquals(
                List.of("# HELP images_total Images \\\\ read.\\nAll of them."), kernel.lines("# HELP images_total"));
        assertEquals(List.of("images_total 1.0"), kernel.lines("images_total"));
        assertTrue(kernel.openMetrics().contains("# HELP load_seconds About load_seconds\n"));
        refused("Say what queue is, in a sentence.", () -> metrics.describe("queue", " "));
        refused(
                "A metric cannot be called jvm_x: names that begin with jvm_ are Cellwatch's own.",
                () -> metrics.describe("jvm_x", "Mine."));
    }

    @Test
    void asked_for_again_it_is_the_same() {
        assertSame(metrics.gauge("queue", "of", "a", "at", "b"), metrics.gauge("queue", "at", "b", "of", "a"));
    }

    @Test
    void a_gauge_goes_both_ways_and_is_absent_while_it_is_no_number() {
        Gauge gauge = metrics.gauge("queue", "of", "a");
        gauge.set(5);
        gauge.inc();
        gauge.dec(2);
        assertEquals(List.of("queue{of=\"a\"} 4.0"), kernel.lines("queue"));
        gauge.set(Double.NaN);
        assertEquals(List.of(), kernel.lines("queue"));
    }

    @Test
    void a_histogram_counts_by_size_and_times() throws InterruptedException {
        Histogram histogram = metrics.histogram("load_seconds", new double[] {0.1, 1}, "disk", "a");
        histogram.observe(0.5);
        histogram.observe(Double.NaN);
        try (Timing timed = histogram.time()) {
            assertTrue(timed.seconds() >= 0);
        }
        assertEquals(List.of("load_seconds_count{disk=\"a\"} 2"), kernel.lines("load_seconds_count"));
        assertEquals(
                List.of(
                        "load_seconds_bucket{disk=\"a\",le=\"0.1\"} 1",
                        "load_seconds_bucket{disk=\"a\",le=\"1.0\"} 2",
                        "load_seconds_bucket{disk=\"a\",le=\"+Inf\"} 2"),
                kernel.lines("load_seconds_bucket"));
        assertEquals(List.of(), Promtool.check(kernel.text()));
    }

    @Test
    void a_summary_tells_its_quantiles() {
        Summary summary = metrics.summary("step_seconds");
        for (int i = 1; i <= 100; i++) {
            summary.observe(i);
        }
        assertEquals(List.of("step_seconds_count 100"), kernel.lines("step_seconds_count"));
        assertEquals(3, kernel.lines("step_seconds{quantile=").size());
    }

    @Test
    void an_observation_within_a_trace_leads_to_it() {
        Span span =
                kernel.log.begin(Level.INFO, "cell", "a cell begins", Map.of()).aroundAll();
        String id = kernel.log.tracing().current().orElseThrow().traceId();
        metrics.histogram("load_seconds").observe(0.3);
        span.end(Level.INFO, "it ended", Map.of());
        assertTrue(
                Pattern.compile("load_seconds_bucket\\{le=\"0.5\"} 1 # \\{span_id=\"\\w{16}\",trace_id=\"" + id
                                + "\"} 0.3 ")
                        .matcher(kernel.openMetrics())
                        .find(),
                kernel.openMetrics());
    }

    @Test
    void mistakes_are_a_sentence() {
        refused(
                "A metric cannot be called \"1st\": a name is up to 128 letters, digits and _, and does not begin with a digit.",
                () -> metrics.counter("1st"));
        refused(
                "A gauge cannot be called done_total: the ending _total is for counters.",
                () -> metrics.gauge("done_total"));
        refused(
                "A summary cannot be called a_sum: the ending _sum is written by Prometheus itself.",
                () -> metrics.summary("a_sum"));
        refused(
                "A metric cannot be called nvidia_gpu_x: names that begin with nvidia_ are Cellwatch's own.",
                () -> metrics.gauge("nvidia_gpu_x"));
        refused(
                "A metric cannot be called ml_batches_processed: Cellwatch tells it already, of Cellwatch.training(...) or"
                        + " Cellwatch.inference(...).",
                () -> metrics.counter("ml_batches_processed"));
        metrics.counter("images", "kind", "cat");
        refused(
                "images is a counter already, and cannot be a gauge as well.",
                () -> metrics.gauge("images", "kind", "cat"));
        refused("images has the labels kind, and not no labels.", () -> metrics.counter("images"));
        refused(
                "The labels of images are pairs of a name and a value; kind has no value.",
                () -> metrics.counter("images", "kind"));
        refused("The label a of x stands twice.", () -> metrics.counter("x", "a", "1", "a", "2"));
        assertThrows(IllegalArgumentException.class, () -> metrics.histogram("h", "le", "1"));
    }

    private static void refused(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void series_are_bounded_and_those_refused_are_counted() {
        for (int i = 0; i < UserMetric.MOST_SERIES + 5; i++) {
            metrics.counter("users", "id", "" + i).inc();
        }
        assertEquals(UserMetric.MOST_SERIES, kernel.lines("users_total{").size());
        assertEquals(List.of("cellwatch_dropped_series{of=\"users\"} 5"), kernel.lines("cellwatch_dropped_series{"));
    }

    @Test
    void metrics_are_bounded() {
        for (int i = 0; i < UserMetrics.MOST; i++) {
            metrics.gauge("m" + i).set(1);
        }
        refused(
                "one_more is one metric too many: a notebook has 100 at most. Use labels for what varies.",
                () -> metrics.gauge("one_more"));
        metrics.gauge("m7").set(2);
        assertEquals(List.of("m7 2.0"), kernel.lines("m7 "));
    }

    @Test
    void a_request_to_a_model_is_counted_timed_and_described() throws InterruptedException {
        try (Inference request = metrics.inference("llama")) {
            assertEquals(List.of("inference_active_requests{model=\"llama\"} 1.0"), kernel.lines("inference_active"));
            assertEquals(List.of("inference_requests_total{model=\"llama\"} 0.0"), kernel.lines("inference_requests"));
            request.tokens(100).tokens(20).batchSize(4).modelMemory(7_000);
        }
        for (String line : List.of(
                "inference_active_requests{model=\"llama\"} 0.0",
                "inference_requests_total{model=\"llama\"} 1.0",
                "inference_errors_total{model=\"llama\"} 0.0",
                "inference_tokens_total{model=\"llama\"} 120.0",
                "inference_batch_size{model=\"llama\"} 4.0",
                "inference_model_memory_bytes{model=\"llama\"} 7000.0",
                "prediction_latency_seconds_count{model=\"llama\"} 1")) {
            assertTrue(kernel.text().lines().anyMatch(line::equals), line);
        }
        assertEquals(3, kernel.lines("prediction_latency_seconds{").size());
        assertEquals(List.of(), Promtool.check(kernel.text()));
    }

    @Test
    void a_request_that_fails_is_an_error() {
        assertThrows(
                IllegalStateException.class,
                () -> metrics.inference("llama", () -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals(List.of("inference_errors_total{model=\"llama\"} 1.0"), kernel.lines("inference_errors"));
        assertEquals(List.of("inference_requests_total{model=\"llama\"} 1.0"), kernel.lines("inference_requests"));
    }

    @Test
    void models_are_bounded() {
        for (int i = 0; i < Inferences.MOST_MODELS + 3; i++) {
            metrics.inference("model " + i).close();
        }
        assertEquals(
                Inferences.MOST_MODELS + 1,
                kernel.lines("inference_requests_total{").size());
        assertEquals(
                List.of("inference_requests_total{model=\"others\"} 3.0"),
                kernel.lines("inference_requests_total{model=\"o"));
    }
}
