package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of what a scrape is told, as text; {@code -Dregenerate=true} writes it anew. */
class GoldenExpositionTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "exposition");

    /** The names that break a rule of Prometheus, because those who ask for them know them by no other. */
    private static final List<String> EXCEPTIONS = List.of("gpu_memory_used_mb");

    @TempDir
    Path folder;

    private ScrapedKernel kernel(NvmlSource nvml) {
        ScrapedKernel kernel = new ScrapedKernel(nvml, folder);
        kernel.read().host.goOn();
        kernel.later(Duration.ofSeconds(5));
        TrainingRun run = kernel.runs.start("mnist \"one\"");
        run.batchSize(64);
        run.epoch(2, 10);
        run.log(7, Map.of("loss", 0.25, "val_loss", 0.5, "lr", 1e-3, "top 5 accuracy", 0.875));
        run.batchTook(0.02);
        kernel.exposition.counter("images_total", "kind", "cat").inc(3);
        kernel.exposition.gauge("queue_length").set(2);
        kernel.exposition.histogram("load_seconds", new double[] {0.1, 1}).observe(0.5);
        kernel.exposition.summary("step_seconds").observe(2);
        return kernel.read();
    }

    @Test
    void it_is_what_it_was() throws IOException {
        try (ScrapedKernel kernel = kernel(ScriptedGpus.two().source())) {
            compare("metrics.txt", kernel.text());
            compare("openmetrics.txt", kernel.openMetrics().replaceAll("(span|trace)_id=\"\\w+\"", "$1_id=\"…\""));
        }
    }

    private static void compare(String name, String text) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(
                Files.readString(file),
                text,
                "run mvn -pl monitor-lib test -Dtest=GoldenExpositionTest -Dregenerate=true");
    }

    @Test
    void promtool_finds_nothing_but_the_names_that_others_fixed() throws InterruptedException {
        try (ScrapedKernel kernel = kernel(ScriptedGpus.two().source())) {
            kernel.exposition
                    .inference("llama")
                    .tokens(5)
                    .batchSize(2)
                    .modelMemory(7)
                    .close();
            assertEquals(new TreeSet<>(EXCEPTIONS), complained(kernel.text()));
        }
    }

    @Test
    void promtool_finds_nothing_else_in_a_demonstration() throws InterruptedException {
        try (ScrapedKernel kernel =
                kernel(NvmlSource.demo(() -> java.time.Instant.ofEpochMilli(ScrapedKernel.START)))) {
            assertEquals(new TreeSet<>(EXCEPTIONS), complained(kernel.text()));
        }
    }

    private static Set<String> complained(String exposition) throws InterruptedException {
        return Promtool.check(exposition).stream()
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
