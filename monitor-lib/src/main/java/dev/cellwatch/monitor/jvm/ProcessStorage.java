package dev.cellwatch.monitor.jvm;

import dev.cellwatch.monitor.metric.Sample;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What this process had read from and written to storage. Linux alone tells; elsewhere the values are absent. The file
 * stays open, because opening it costs more than reading it. For one thread.
 */
final class ProcessStorage {

    private static final String FILE = "/proc/self/io";

    private final byte[] bytes = new byte[512];
    private @Nullable RandomAccessFile file;

    void put(Sample.Builder sample) {
        try {
            RandomAccessFile counters = file == null ? new RandomAccessFile(FILE, "r") : file;
            file = counters;
            counters.seek(0);
            int length = Math.max(0, counters.read(bytes));
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            sample.put(JvmMetric.STORAGE_READ, value(text, "\nread_bytes: "))
                    .put(JvmMetric.STORAGE_WRITTEN, value(text, "\nwrite_bytes: "));
        } catch (IOException | IllegalArgumentException e) {
            // absent: this system has no such file, or keeps it to itself
        }
    }

    private static long value(String counters, String name) {
        int start = counters.indexOf(name);
        int end = start < 0 ? -1 : counters.indexOf('\n', start + name.length());
        if (end < 0) {
            throw new IllegalArgumentException("no" + name);
        }
        return Long.parseLong(counters.substring(start + name.length(), end));
    }
}
