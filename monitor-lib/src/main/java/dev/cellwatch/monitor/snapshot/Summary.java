package dev.cellwatch.monitor.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot's tree as lines for people. */
final class Summary {

    private static final String MISSING = "?";

    private final Map<String, @Nullable Object> tree;

    Summary(Map<String, @Nullable Object> tree) {
        this.tree = tree;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(tree.get("timestamp") + ", watching for " + tree.get("uptime") + " s");
        lines.addAll(gpus());
        Node cpu = node("cpu");
        lines.add("CPU      " + cpu.text("cpu_percent", " %") + " of " + cpu.text("cpu_count", " CPUs") + ", "
                + cpu.text("cpu_freq", " MHz") + ", load " + cpu.list("load_avg"));
        Node memory = node("memory");
        lines.add("Memory   " + memory.text("used") + " of " + memory.text("total", " GiB") + " ("
                + memory.text("percent", " %") + "), " + memory.text("available", " GiB") + " available, swap "
                + memory.text("swap_used") + " of " + memory.text("swap_total", " GiB"));
        Node disk = node("disk");
        lines.add("Disk     " + disk.text("used") + " of " + disk.text("total", " GiB") + " ("
                + disk.text("percent", " %") + "), read " + disk.text("read_mb", " MiB") + ", written "
                + disk.text("write_mb", " MiB"));
        Node network = node("network");
        lines.add("Network  sent " + network.text("bytes_sent", " MiB") + ", received "
                + network.text("bytes_recv", " MiB"));
        return String.join("\n", lines) + "\n";
    }

    private List<String> gpus() {
        List<String> lines = new ArrayList<>();
        if (tree.get("gpu") instanceof List<?> gpus) {
            for (Object entry : gpus) {
                Node gpu = new Node(entry);
                lines.add("GPU " + gpu.text("gpu_id") + "    " + gpu.text("name") + ": " + gpu.text("load", " %")
                        + " busy, " + gpu.text("memory_used") + " of " + gpu.text("memory_total", " MiB") + " ("
                        + gpu.text("memory_util", " %") + "), " + gpu.text("temperature", " °C"));
            }
        }
        return lines.isEmpty() ? List.of("GPU      none") : lines;
    }

    private Node node(String key) {
        return new Node(tree.get(key));
    }

    /** An object of the tree. */
    private record Node(@Nullable Object value) {

        private @Nullable Object get(String key) {
            return value instanceof Map<?, ?> map ? map.get(key) : null;
        }

        String text(String key) {
            return text(key, "");
        }

        /** The value and its unit; a question mark where there is none. */
        String text(String key, String unit) {
            Object found = get(key);
            return found == null ? MISSING : found + unit;
        }

        String list(String key) {
            return get(key) instanceof List<?> values
                    ? values.stream().map(String::valueOf).collect(Collectors.joining(" "))
                    : MISSING;
        }
    }
}
