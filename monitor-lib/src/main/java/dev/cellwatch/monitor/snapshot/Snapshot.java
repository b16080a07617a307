package dev.cellwatch.monitor.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One moment as a tree of maps, lists, numbers and text: {@code timestamp}, {@code uptime}, {@code gpu}, {@code cpu},
 * {@code memory}, {@code disk}, {@code network}. Loads and shares are percent, GPU memory is MiB, sizes of the host are
 * GiB, {@code read_mb}, {@code write_mb}, {@code bytes_sent} and {@code bytes_recv} MiB since the machine started,
 * {@code cpu_freq} MHz, {@code uptime} seconds since the monitor was made. What could not be read is {@code null}.
 * Immutable.
 */
public final class Snapshot {

    private static final ObjectWriter LINE = new ObjectMapper().writer();
    private static final ObjectWriter LINES = LINE.withDefaultPrettyPrinter();

    private final Map<String, @Nullable Object> tree;

    Snapshot(Map<String, @Nullable Object> tree) {
        this.tree = tree;
    }

    /** The tree, in the order in which it is written. */
    public Map<String, @Nullable Object> tree() {
        return tree;
    }

    /** Each GPU: {@code gpu_id}, {@code name}, {@code load}, {@code memory_used} ... */
    @SuppressWarnings("unchecked") // as Snapshots builds it
    public List<Map<String, @Nullable Object>> gpus() {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(tree.get("gpu"));
    }

    /** One of {@code cpu}, {@code memory}, {@code disk}, {@code network}. */
    @SuppressWarnings("unchecked") // as Snapshots builds it
    public Map<String, @Nullable Object> branch(String name) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(tree.get(name));
    }

    /** Whether the load of the CPU is in it, which takes two readings. */
    public boolean hasCpuLoad() {
        return tree.get("cpu") instanceof Map<?, ?> cpu && cpu.get("cpu_percent") != null;
    }

    /** As JSON over several lines. */
    public String json() {
        return written(LINES);
    }

    /** As JSON in one line. */
    public String line() {
        return written(LINE);
    }

    private String written(ObjectWriter writer) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible); // a tree of maps, lists, numbers and text
        }
    }

    /** As a few lines for people. */
    public String summary() {
        return new Summary(tree).text();
    }

    /** The summary, so that a notebook shows it. */
    @Override
    public String toString() {
        return summary();
    }
}
