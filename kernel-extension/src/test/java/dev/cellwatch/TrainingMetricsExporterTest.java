package dev.cellwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.RunFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingMetricsExporterTest {

    private final Monitor monitor;
    private final Endpoint endpoint;

    TrainingMetricsExporterTest(@TempDir Path state) {
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_STATE_DIR", state.toString())));
        endpoint = MonitorEndpoint.of(monitor);
    }

    @AfterEach
    void close() {
        endpoint.close();
        monitor.close();
    }

    private String scrape() throws IOException, InterruptedException {
        URI address = URI.create(endpoint.status().orElseThrow().url() + "/metrics");
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void parts_of_what_is_known_are_told_under_the_known_names() throws Exception {
        try (TrainingMetricsExporter exporter = new TrainingMetricsExporter(0, monitor, endpoint)) {
            exporter.start();
            exporter.updateMetrics(Map.of("train_loss", 0.5, "learning_rate", 0.001, "epoch", 2));
            exporter.updateMetrics(Map.of("val_loss", 0.75, "batch_time", 0.25));
            exporter.updateMetrics(Map.of("batch_time", 0.125, "f1", 0.9));
            monitor.runs().fetch(); // what happens five times a second
            String told = scrape();
            for (String line : new String[] {
                "training_loss{run=\"training\"} 0.5",
                "validation_loss{run=\"training\"} 0.75",
                "learning_rate{run=\"training\"} 0.001",
                "current_epoch{run=\"training\"} 2",
                "batch_processing_time{run=\"training\"} 0.125",
                "batches_processed_total{run=\"training\"} 2",
                "training_f1{run=\"training\"} 0.9"
            }) {
                assertTrue(told.contains("\n" + line + "\n"), line + " is missing in\n" + told);
            }
        }
        assertTrue(monitor.runs().newest().orElseThrow().isOver());
    }

    @Test
    void a_training_goes_on_whatever_it_is_told() {
        TrainingMetricsExporter exporter = new TrainingMetricsExporter(0, monitor, endpoint);
        exporter.updateMetrics(null);
        exporter.updateMetrics(Map.of("epoch", Double.NaN, "train_loss", 1));
        exporter.updateMetrics(new HashMap<>() {
            @Override
            public void forEach(BiConsumer<? super String, ? super Number> action) {
                throw new ConcurrentModificationException();
            }
        });
        exporter.updateMetrics(Map.of("epoch", 3));
        exporter.close();
        exporter.updateMetrics(Map.of("epoch", 4));
        monitor.runs().fetch();
        RunFeed run = monitor.runs().newest().orElseThrow();
        assertEquals(3, run.epochs().number(), "the run is over after that");
        assertTrue(
                run.problems().toString().contains("values could not be read"),
                run.problems().toString());
    }

    @Test
    void what_cannot_be_is_said_in_a_sentence() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> new TrainingMetricsExporter(70_000, monitor, endpoint));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TrainingMetricsExporter exporter = new TrainingMetricsExporter(taken.getLocalPort(), monitor, endpoint);
            IllegalStateException failed = assertThrows(IllegalStateException.class, exporter::start);
            String port = Integer.toString(taken.getLocalPort());
            assertTrue(failed.toString().contains("Port " + port + " is taken"), failed.toString());
        }
    }
}
