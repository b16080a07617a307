package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prometheus's own opinion of an exposition. Without promtool such a test is skipped; where {@code CI=true} it fails. */
final class Promtool {

    private Promtool() {}

    /** What {@code promtool check metrics} says, a line each; nothing where all is well. */
    static List<String> check(String exposition) throws InterruptedException {
        try {
            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream in = promtool.getOutputStream()) {
                in.write(exposition.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            promtool.waitFor();
            return said.lines().toList();
        } catch (IOException missing) {
            assumeTrue("true".equals(System.getenv("CI")), "skipped: promtool is not installed (prometheus)");
            throw new UncheckedIOException(missing);
        }
    }
}
