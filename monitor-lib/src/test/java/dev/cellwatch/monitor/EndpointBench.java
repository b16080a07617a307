package dev.cellwatch.monitor;

import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.EndpointException;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.TrainingRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The endpoint of a plain JVM, for the table of benchmarks. Without an argument it tells how long a start takes until
 * there is an answer, in a JVM that has done it; with that of an NVML library it is there to be scraped until its input
 * ends.
 */
public final class EndpointBench {

    private static final int LATER = 51;
    private static final int BATCHES = 100;
    private static final String ASKED = "GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

    private EndpointBench() {}

    /** Prints what the table needs. */
    public static void main(String[] arguments) throws Exception {
        String state = Files.createTempDirectory("endpoint").toString();
        Map<String, String> environment = Map.of(
                "CELLWATCH_STATE_DIR",
                state,
                "CELLWATCH_LOG",
                "off",
                "CELLWATCH_METRICS_PORT",
                "0",
                "CELLWATCH_NVML_LIBRARY",
                arguments.length > 0 ? Path.of(arguments[0]).toString() : "");
        try (Monitor monitor = Monitor.open(Settings.from(environment));
                Endpoint endpoint = MonitorEndpoint.of(monitor)) {
            if (arguments.length == 0) {
                time(endpoint);
            } else {
                serve(monitor, endpoint);
            }
        }
    }

    private static void time(Endpoint endpoint) throws IOException, EndpointException {
        started(endpoint);
        double[] later = new double[LATER];
        for (int i = 0; i < LATER; i++) {
            later[i] = started(endpoint);
        }
        Arrays.sort(later);
        System.out.printf("start: %.2f ms%n", later[LATER / 2]);
    }

    /** Milliseconds from the wish to the first byte of an answer. */
    private static double started(Endpoint endpoint) throws IOException, EndpointException {
        long begin = System.nanoTime();
        endpoint.start(OptionalInt.empty(), Optional.empty());
        ask(endpoint.status().orElseThrow().port());
        double took = (System.nanoTime() - begin) / 1e6;
        endpoint.stop();
        return took;
    }

    private static void ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(ASKED.getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != 'H') {
                throw new IOException("no answer");
            }
        }
    }

    private static void serve(Monitor monitor, Endpoint endpoint) throws Exception {
        for (String name : List.of("mnist", "resnet")) {
            log(monitor.runs().start(name));
        }
        endpoint.start(OptionalInt.empty(), Optional.empty());
        monitor.sampler().refresh(Duration.ofSeconds(10));
        System.out.println(endpoint.status().orElseThrow().port());
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
    }

    private static void log(TrainingRun run) {
        run.batchSize(64);
        run.epoch(1, 10);
        for (int step = 0; step < BATCHES; step++) {
            run.log(step, Map.of("loss", 1.0 / (step + 1), "val_loss", 1.1, "lr", 1e-3, "accuracy", 0.9));
            run.batchTook(0.01 * step);
        }
    }
}
