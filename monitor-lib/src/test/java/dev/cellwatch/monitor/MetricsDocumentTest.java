package dev.cellwatch.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.exposition.ExposedMetric;
import dev.cellwatch.monitor.exposition.ExposedName;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/metrics.md what the enums say; {@code -Dregenerate=true} writes it. */
class MetricsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    private static final String HEAD = """
            # Metrics

            Every metric, in the words of the code (this page is made from it). Base units only. A value that cannot be read is left out, never replaced.
            Fast metrics are read every tick, slow ones every 5 seconds, or less often where that is dear (file systems and connections once a minute), the others once each time that sampling starts. Those with a yes are kept for 24 hours, the others for 15 minutes.

            `/metrics` tells them under the same names, but for some settings and constants of GPUs, which it leaves out, and for those of the JVM that the Prometheus client for Java has a name for, which stands beside them. Series of GPUs have the labels `gpu` (the driver's index) and `uuid`, those of training runs `run`; whatever else is known of a GPU stands in `nvidia_gpu_info`. A value that is older than a few readings, or of a probe that failed, is no series. What the parts of a GPU were busy with is read with `CELLWATCH_GPM=on` alone, PCIe traffic with `CELLWATCH_PCIE=on`.
            """;

    private static Stream<Metric> all() {
        return Stream.of(GpuMetric.values(), HostMetric.values(), JvmMetric.values(), TrainingMetric.values())
                .flatMap(Arrays::stream);
    }

    @Test
    void the_document_lists_every_metric() throws IOException {
        String document = HEAD
                + section("GPU", GpuMetric.values())
                + section("Host", HostMetric.values())
                + section("JVM", JvmMetric.values())
                + section("Training runs", TrainingMetric.values())
                + exposed();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(DOCUMENT, document);
        }
        assertEquals(
                document,
                Files.readString(DOCUMENT),
                "run mvn -pl monitor-lib test -Dtest=MetricsDocumentTest -Dregenerate=true");
    }

    /** What only a scrape tells. */
    private static String exposed() {
        StringBuilder text = new StringBuilder("""

                ## In `/metrics` alone

                | name | type | labels | what |
                |---|---|---|---|
                """);
        for (ExposedMetric metric : ExposedMetric.values()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(metric.id(), metric.type().word(), metric.labels(), metric.help()));
        }
        return text + """

                Values that a run logs under names of its own are `training_` and their name, such as `training_accuracy`, with the label `run`. [custom_metrics.md](custom_metrics.md) tells of a notebook's own metrics and of `inference_*`.

                `untyped` are counts whose names are older than we are and lack the `_total` that Prometheus wants of counters: `rate()` and `increase()` work on them all the same. Of all names, `gpu_memory_used_mb` alone breaks a rule of `promtool check metrics`.
                """;
    }

    private static String told(Metric metric) {
        Optional<String> name = ExposedName.of(metric).map(ExposedName::text);
        if (name.isEmpty() && metric instanceof GpuMetric) {
            return " Not in `/metrics`.";
        }
        String told = name.orElse(ExposedMetric.GC_COLLECTION.id());
        return told.equals(metric.id()) ? "" : " In `/metrics`: `" + told + "`.";
    }

    private static String section(String title, Metric[] metrics) {
        StringBuilder text = new StringBuilder(
                "\n## " + title + "\n\n| name | kind | read | kept a day | what |\n|---|---|---|---|---|\n");
        for (Metric metric : metrics) {
            text.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            metric.id(),
                            metric.kind().name().toLowerCase(Locale.ROOT),
                            metric.tier().name().toLowerCase(Locale.ROOT),
                            metric.drawn() ? "yes" : "",
                            metric.help().replace("|", "\\\\|") + told(metric)));
        }
        return text.toString();
    }

    @Test
    void every_name_is_its_own_and_ends_in_its_unit() {
        Set<String> names = new HashSet<>();
        all().forEach(metric -> {
            assertTrue(names.add(metric.id()), metric.id() + " stands twice");
            assertTrue(metric.id().matches("[a-z][a-z0-9_]*"), metric.id());
            boolean total = metric.id().endsWith("_total");
            assertEquals(metric.kind() == Kind.COUNTER, total, metric.id());
            String name = total ? metric.id().substring(0, metric.id().length() - "_total".length()) : metric.id();
            assertTrue(
                    EXCEPTIONS.contains(metric.id())
                            || name.endsWith(metric.unit().suffix()),
                    metric.id());
        });
    }

    /** Names that other documents fixed before us. */
    private static final List<String> EXCEPTIONS = List.of("batch_processing_time");
}
