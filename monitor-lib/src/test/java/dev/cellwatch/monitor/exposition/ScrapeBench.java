package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.GpuProbe;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.Host;
import dev.cellwatch.monitor.jvm.JvmProbe;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.Tracing;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ScrapeBench LIBRARY [show]}: what a scrape of the GPUs of an NVML library, this host, this JVM and two runs
 * costs: CPU of its thread and bytes.
 */
public final class ScrapeBench {

    private static final int WARM = 2000;
    private static final int MEASURED = 501;

    private ScrapeBench() {}

    /** Prints the figures for the table of benchmarks. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.systemUTC();
        Path state = Files.createTempDirectory("scrape");
        Settings settings = Settings.from(Map.of("CELLWATCH_STATE_DIR", state.toString(), "CELLWATCH_LOG", "off"));
        History history = new History();
        GpuProbe gpus = new GpuProbe(NvmlSource.driver(Optional.of(arguments[0])), Set.of());
        try (Sampler sampler = new Sampler(List.of(gpus, new Host().probe(), new JvmProbe()), history, clock);
                Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), clock)) {
            for (String name : List.of("mnist", "resnet")) {
                log(runs.start(name));
            }
            sampler.refresh(Duration.ofSeconds(10));
            Thread.sleep(6000); // rates take two readings of the slow tier
            Exposition exposition = new Exposition(
                    new Sources(history, gpus::inventory, sampler::health, runs::all, run -> Optional.empty()),
                    settings,
                    EventLog.of(settings, line -> {}, Tracing.off(), clock),
                    clock);
            measure(exposition, arguments.length > 1);
        }
    }

    private static void log(TrainingRun run) {
        run.batchSize(64);
        run.epoch(1, 10);
        for (int step = 0; step < 100; step++) {
            run.log(step, Map.of("loss", 1.0 / (step + 1), "val_loss", 1.1, "lr", 1e-3, "accuracy", 0.9));
            run.batchTook(0.01 * step);
        }
    }

    private static void measure(Exposition exposition, boolean show) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] plain = new long[MEASURED];
        long[] packed = new long[MEASURED];
        byte[] text = {};
        for (int i = -WARM; i < MEASURED; i++) {
            long before = threads.getCurrentThreadCpuTime();
            text = exposition.written(ScrapeFormat.TEXT);
            long between = threads.getCurrentThreadCpuTime();
            ScrapeHandler.packed(exposition.written(ScrapeFormat.OPEN_METRICS));
            if (i >= 0) {
                plain[i] = between - before;
                packed[i] = threads.getCurrentThreadCpuTime() - between;
            }
        }
        if (show) {
            System.out.print(new String(text, StandardCharsets.UTF_8));
        }
        Arrays.sort(plain);
        Arrays.sort(packed);
        System.out.printf(
                "scrape: median %d µs CPU, %d µs packed as OpenMetrics, %d bytes%n",
                plain[MEASURED / 2] / 1000, packed[MEASURED / 2] / 1000, text.length);
    }
}
