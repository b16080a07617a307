package dev.cellwatch.monitor.jvm;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.proc.ProcFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What this process had read from and written to storage. Linux alone tells; elsewhere the values are absent. For one
 * thread.
 */
final class ProcessStorage {

    private final ProcFile counters;

    /** @param counters {@code /proc/self/io} */
    ProcessStorage(Path counters) {
        this.counters = new ProcFile(counters);
    }

    void put(Sample.Builder sample) {
        try {
            counters.load();
        } catch (UncheckedIOException absent) {
            return; // this system has no such file, or keeps it to itself
        }
        do {
            if (counters.skip("read_bytes: ")) {
                sample.put(JvmMetric.STORAGE_READ, counters.number());
            } else if (counters.skip("write_bytes: ")) {
                sample.put(JvmMetric.STORAGE_WRITTEN, counters.number());
            }
        } while (counters.nextLine());
    }
}
