package dev.cellwatch.monitor.jvm;

import dev.cellwatch.monitor.metric.Sample;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What this process had read from and written to storage. Linux alone tells; elsewhere the values are absent. */
final class ProcessStorage {

    private static final String FILE = "/proc/self/io";

    private ProcessStorage() {}

    static void put(Sample.Builder sample) {
        try (FileInputStream in = new FileInputStream(FILE)) {
            String counters = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            sample.put(JvmMetric.STORAGE_READ, value(counters, "\nread_bytes: "))
                    .put(JvmMetric.STORAGE_WRITTEN, value(counters, "\nwrite_bytes: "));
        } catch (IOException | IllegalArgumentException e) {
            // absent: this system has no such file, or keeps it to itself
        }
    }

    private static long value(String counters, String name) {
        int start = counters.indexOf(name);
        if (start < 0) {
            throw new IllegalArgumentException("no" + name);
        }
        int from = start + name.length();
        return Long.parseLong(counters.substring(from, counters.indexOf('\n', from)));
    }
}
