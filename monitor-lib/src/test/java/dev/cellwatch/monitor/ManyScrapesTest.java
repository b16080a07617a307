package dev.cellwatch.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.endpoint.Contents;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.Identity;
import dev.cellwatch.monitor.endpoint.LivePlots;
import dev.cellwatch.monitor.exposition.Exposition;
import dev.cellwatch.monitor.exposition.Sources;
import dev.cellwatch.monitor.gpu.GpuProbe;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.Tracing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty scrapes a second over real HTTP, on a real clock: they are answered from what was read anyway. */
@Timeout(60)
class ManyScrapesTest {

    private static final int SECONDS = 10;
    private static final int A_SECOND = 50;

    private final Clock clock = Clock.systemUTC();
    private final History history = new History();
    private final ScriptedNvml nvml = new ScriptedNvml(2);
    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final NavigableSet<Long> ticks = new ConcurrentSkipListSet<>();
    private final AtomicInteger readings = new AtomicInteger();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private final GpuProbe gpus = new GpuProbe(() -> new Watched(nvml, callers), Set.of());
    private final Sampler sampler = new Sampler(
            List.of(gpus),
            sample -> {
                history.accept(sample);
                if (sample.subject().kind() == Subject.Kind.GPU) {
                    ticks.add(Math.floorDiv(sample.timeMillis(), 1000));
                    readings.incrementAndGet();
                }
            },
            clock);

    @Test
    void call_no_driver_and_delay_no_reading(@TempDir Path folder) throws Exception {
        Settings settings = Settings.from(Map.of(
                "CELLWATCH_STATE_DIR", folder.toString(), "CELLWATCH_LOG", "off", "CELLWATCH_METRICS_PORT", "0"));
        try (sampler;
                Lease lease = sampler.open(Duration.ofSeconds(1));
                Endpoint endpoint = endpoint(settings)) {
            endpoint.start(OptionalInt.empty(), Optional.empty());
            sampler.refresh(Duration.ofSeconds(10));
            long before = ticks.last();
            scrape(URI.create(endpoint.status().orElseThrow().url() + "/metrics"));
            long missed =
                    ticks.last() - before + 1 - ticks.tailSet(before, true).size();
            assertEquals(0, missed, "each second has its reading: " + ticks);
            assertTrue(ticks.last() - before >= SECONDS - 1, "and they went on to the end: " + ticks);
            assertTrue(lease.isOpen());
        }
        assertEquals(
                SECONDS * A_SECOND,
                answers.stream().filter(status -> status == 200).count());
        assertEquals(1, callers.size(), "only the probe's own thread: " + callers);
        assertEquals(readings.get(), nvml.calls("nvmlDeviceGetUtilizationRates"), "one for each reading of each GPU");
    }

    private void scrape(URI uri) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        ScheduledExecutorService prometheus = Executors.newScheduledThreadPool(4);
        AtomicInteger left = new AtomicInteger(SECONDS * A_SECOND);
        Future<?> unused = prometheus.scheduleAtFixedRate(
                () -> {
                    if (left.getAndDecrement() > 0) {
                        prometheus.execute(() -> answers.add(status(client, request)));
                    } else {
                        prometheus.shutdown();
                    }
                },
                0,
                1000 / A_SECOND,
                TimeUnit.MILLISECONDS);
        assertTrue(prometheus.awaitTermination(SECONDS + 20, TimeUnit.SECONDS));
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.body().contains("nvidia_gpu_utilization_ratio{") ? answer.statusCode() : -1;
        } catch (java.io.IOException failed) {
            return -2;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -3;
        }
    }

    private Endpoint endpoint(Settings settings) {
        EventLog log = EventLog.of(settings, line -> {}, Tracing.off(), clock);
        Sources sources = new Sources(history, gpus::inventory, sampler::health, List::of, run -> Optional.empty());
        Exposition exposition = new Exposition(sources, settings, log, clock);
        Contents contents = new Contents(
                exposition.handler(),
                () -> sampler.open(Duration.ofSeconds(1)),
                sampler::health,
                Optional::empty,
                Map.of(),
                LivePlots.none());
        return new Endpoint(
                settings.endpoint(),
                Identity.ofThisProgram(Optional.empty(), Optional.empty(), Optional.empty()),
                contents,
                clock);
    }

    /** Takes down which threads call. */
    private record Watched(NvmlLibrary library, Set<String> callers) implements NvmlLibrary {
        @Override
        public boolean exports(String symbol) {
            return library.exports(symbol);
        }

        @Override
        public int call(String symbol, Object... arguments) {
            callers.add(Thread.currentThread().getName());
            return library.call(symbol, arguments);
        }
    }
}
