package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.log.SampleLog;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GPUs, CPU, memory, disk and network of this machine as maps, in and outside of notebooks: loads and shares are
 * percent, GPU memory is MiB, sizes of the host are GiB, traffic is MiB, what could not be read is {@code null}. Where
 * nobody watches, a call reads for itself, which takes a second. Thread-safe.
 *
 * <pre>{@code
 * var monitor = new SystemMonitor("metrics.jsonl");
 * monitor.printSummary();
 * monitor.getGpuMetrics().get(0).get("load");
 * }</pre>
 */
public final class SystemMonitor {

    private final Monitor monitor;
    private final Optional<Path> logFile;

    /** Without a log. */
    public SystemMonitor() {
        this(Optional.empty(), Cellwatch.monitor());
    }

    /** @param logFile nothing for none; to which every {@link #getAllMetrics} and {@link #printSummary} adds a line of JSON */
    public SystemMonitor(@Nullable String logFile) {
        this(Optional.ofNullable(logFile).map(file -> Path.of(file).toAbsolutePath()), Cellwatch.monitor());
    }

    SystemMonitor(Optional<Path> logFile, Monitor monitor) {
        this.logFile = logFile;
        this.monitor = monitor;
    }

    /** For each GPU: {@code gpu_id, name, load, memory_used, memory_total, memory_util, temperature}. */
    public List<Map<String, @Nullable Object>> getGpuMetrics() {
        return snapshot().gpus();
    }

    /** {@code cpu_percent, cpu_count, cpu_freq, load_avg}. */
    public Map<String, @Nullable Object> getCpuMetrics() {
        return snapshot().branch("cpu");
    }

    /** {@code total, available, used, percent, swap_total, swap_used, swap_percent}. */
    public Map<String, @Nullable Object> getMemoryMetrics() {
        return snapshot().branch("memory");
    }

    /** {@code total, used, free, percent, read_mb, write_mb}. */
    public Map<String, @Nullable Object> getDiskMetrics() {
        return snapshot().branch("disk");
    }

    /** {@code bytes_sent, bytes_recv, packets_sent, packets_recv}. */
    public Map<String, @Nullable Object> getNetworkMetrics() {
        return snapshot().branch("network");
    }

    /** {@code timestamp, uptime, gpu, cpu, memory, disk, network}; a line of the log, too. */
    public Map<String, @Nullable Object> getAllMetrics() {
        Snapshot snapshot = snapshot();
        log(snapshot).ifPresent(System.err::println);
        return snapshot.tree();
    }

    /** Prints everything in a few lines; a line of the log, too. */
    public void printSummary() {
        Snapshot snapshot = snapshot();
        System.out.print(snapshot.summary());
        log(snapshot).ifPresent(System.err::println);
    }

    /** Whoever is interrupted gets what is there. */
    private Snapshot snapshot() {
        try {
            return monitor.snapshot();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return monitor.snapshots().now();
        }
    }

    /** A log that cannot be written is no reason to fail; the sentence that says so. */
    private Optional<String> log(Snapshot snapshot) {
        return logFile.flatMap(file -> append(file, snapshot).map(why -> "Cannot write " + file + ": " + why + "."));
    }

    /** Opened for each line: a cell that is run again makes another monitor of the same file. */
    private static Optional<String> append(Path file, Snapshot snapshot) {
        try (SampleLog log = SampleLog.open(file, SampleLog.USUAL_BYTES)) {
            log.append(snapshot);
            return log.trouble();
        } catch (IOException refused) {
            return Optional.of(FileTrouble.words(refused));
        }
    }
}
